"""Where staff write the questionnaire of a campaign: its questions, its texts in all languages, its versions."""

from app.surveys.staff_views.questionnaire import exchange, overview, preview, publishing, question, texts

__all__ = ("exchange", "overview", "preview", "publishing", "question", "texts")
