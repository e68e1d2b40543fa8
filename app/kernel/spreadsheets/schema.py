"""A table described for machines: Table Schema and Table Dialect (Data Package 2.0), one resource per CSV file."""

from typing import Any

from app.kernel.spreadsheets.delimited import Dialect
from app.kernel.spreadsheets.sheet import Column, Kind, Sheet

DATA_RESOURCE = "https://datapackage.org/profiles/2.0/dataresource.json"
TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"

_TYPES = {
    Kind.TEXT: "string",
    Kind.CODE: "string",
    Kind.INTEGER: "integer",
    Kind.DECIMAL: "number",
    Kind.DATE: "date",
}


def resource(sheet: Sheet, dialect: Dialect, *, path: str) -> dict[str, Any]:
    """The entry of this file in a datapackage.json. `path` is relative to that file."""
    return {
        "$schema": DATA_RESOURCE,
        "name": sheet.name,
        "title": sheet.title,
        "path": path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": table_dialect(dialect),
        "schema": table_schema(sheet, dialect),
    }


def table_dialect(dialect: Dialect) -> dict[str, Any]:
    """How the text of the file is cut into cells."""
    return {
        "header": True,
        "delimiter": dialect.delimiter,
        "lineTerminator": "\r\n",
        "quoteChar": '"',
        "doubleQuote": True,
    }


def table_schema(sheet: Sheet, dialect: Dialect) -> dict[str, Any]:
    """What the columns mean. The signs of the sheet are its missing values, each with its meaning."""
    names = dict(zip((column.key for column in sheet.columns), dialect.header(sheet), strict=True))
    described: dict[str, Any] = {
        "$schema": TABLE_SCHEMA,
        "fields": [_field(column, names[column.key], dialect) for column in sheet.columns],
        "missingValues": [{"value": "", "label": ""}, *({"value": s, "label": m} for s, m in sheet.signs.items())],
    }
    if sheet.primary_key:
        described["primaryKey"] = [names[key] for key in sheet.primary_key]
    return described


def _field(column: Column, name: str, dialect: Dialect) -> dict[str, Any]:
    described = {"name": name, "type": _TYPES[column.kind], "title": column.title}
    if column.description:
        described["description"] = column.description
    if column.kind is Kind.DECIMAL and dialect.decimal_sign != ".":
        described["decimalChar"] = dialect.decimal_sign
    return described
