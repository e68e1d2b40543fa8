"""What can be done with accounts, logins and departments: one function per act."""

from app.accounts.service.departments import add_department, rename_department
from app.accounts.service.login import (
    Enrolment,
    begin_enrolment,
    confirm_password,
    enrol,
    enrolment_of,
    log_in,
    offer_second_step,
    pass_second_step,
    replace_second_factor,
)
from app.accounts.service.managing import (
    change_account,
    create_account,
    fresh_start_password,
    give_start_password,
    reset_second_factor,
    set_language,
    set_password,
)
from app.accounts.service.second_factor import current_code, fresh_seed, give_second_factor, secret_of
from app.accounts.service.sessions import (
    asker_of,
    end_all_sessions,
    end_other_sessions,
    end_session,
    forget_ended_sessions,
    open_session,
)
from app.accounts.service.tickets import Purpose

__all__ = (
    "Enrolment",
    "Purpose",
    "add_department",
    "asker_of",
    "begin_enrolment",
    "change_account",
    "confirm_password",
    "create_account",
    "current_code",
    "end_all_sessions",
    "end_other_sessions",
    "end_session",
    "enrol",
    "enrolment_of",
    "forget_ended_sessions",
    "fresh_seed",
    "fresh_start_password",
    "give_second_factor",
    "give_start_password",
    "log_in",
    "offer_second_step",
    "open_session",
    "pass_second_step",
    "rename_department",
    "replace_second_factor",
    "reset_second_factor",
    "secret_of",
    "set_language",
    "set_password",
)
