/* When a question is asked, and what looks like personal data. The server reads conditions in the same way and decides. */
"use strict";
const NO_ANSWER = "-99";
const DONT_KNOW = "-98";
const NUMBER = /^-?[0-9]{1,9}(\.[0-9]{1,4})?$/;

/* What stands in the fields of a question as the conditions read it; null where there is no answer. */
const answerTo = (question, raw) => {
  const given = (raw[question.key] || []).filter((value) => value.trim());
  if (question.type === "rank") {
    const places = (question.choices || []).map(({ code }) => [Number((raw[`${question.key}__${code}`] || [])[0] || 0), code]);
    const ranked = places.filter(([place]) => place).sort(([one], [other]) => one - other).map(([, code]) => code);
    if (ranked.length) return ranked;
  }
  const hasOwn = ((raw[`${question.key}_other`] || [])[0] || "").trim();
  if (hasOwn && !given.includes("other") && (question.choices || []).some(({ code }) => code === "other")) given.push("other");
  if (!given.length || [NO_ANSWER, DONT_KNOW].includes(given[0])) return null;
  if (question.type === "select_multiple") return (question.choices || []).map(({ code }) => code).filter((code) => given.includes(code));
  if (question.type === "scale" || question.type === "integer") return Number(given[0]);
  return given[0].trim().normalize("NFC");
};

const isAnswered = (question, raw) => {
  const given = (raw[question.key] || [])[0];
  return given === NO_ANSWER || given === DONT_KNOW || answerTo(question, raw) !== null;
};

/* Whether a day has a year that the server takes: of "26" browsers make the year 26. */
const isDay = (text) => {
  const [year] = text.match(/\d{4}/) || [];
  return year >= 1900 && year <= 2199;
};

const conditionHolds = (condition, answers) => {
  const [word, ...parts] = condition;
  if (word === "and") return parts.every((part) => conditionHolds(part, answers));
  if (word === "or") return parts.some((part) => conditionHolds(part, answers));
  if (word === "not") return !conditionHolds(parts[0], answers);
  const [key, wanted] = parts;
  const answer = answers[key];
  if (answer === null || answer === undefined) return false;
  if (word === "selected") return Array.isArray(answer) ? answer.includes(wanted) : String(answer) === wanted;
  return COMPARE[word](...comparable(Array.isArray(answer) ? answer.join(" ") : answer, wanted));
};

const comparable = (said, wanted) => {
  if (typeof said === "string" && typeof wanted === "string") return [said, wanted];
  return [said, wanted].map((each) => (typeof each === "number" ? each : NUMBER.test(each) ? Number(each) : NaN));
};

const COMPARE = {
  "=": (said, wanted) => said === wanted,
  "!=": (said, wanted) => said !== wanted,
  "<": (said, wanted) => said < wanted,
  "<=": (said, wanted) => said <= wanted,
  ">": (said, wanted) => said > wanted,
  ">=": (said, wanted) => said >= wanted,
};

/* The questions and notes to which these answers lead, in their order. Hidden ones count as not answered (B-03). */
const visibleQuestions = (guide, conditions, raw) => {
  const answers = {};
  const isShown = (key) => !conditions[key] || conditionHolds(conditions[key], answers);
  return (guide.questions || []).filter((question) => {
    if (question.type === "group") return false;
    const isVisible = isShown(question.key) && (!question.group || isShown(question.group));
    if (question.type !== "note") answers[question.key] = isVisible ? answerTo(question, raw) : null;
    return isVisible;
  });
};

/* Passages that may tell who somebody is. A hint, never a bar (A-35); the server looks more closely. */
const PERSONAL = [
  /[\p{L}\p{N}._+-]{1,64}@[\p{L}\p{N}-]{1,63}(\.[\p{L}\p{N}-]{1,63}){1,4}/gu,
  /(^|[^\p{L}\p{N}.,-])(\+|00)[1-9][\d ()/-]{6,18}\d/gu,
  /(^|[^\p{L}\p{N}.,-])\(?0[1-9]\d{1,4}\)?[ /-]{0,3}\d([ /-]{0,2}\d){4,10}/gu,
  /(^|[^\p{L}\p{N}])[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){3,7}/gu,
  /[A-ZÄÖÜ][\p{L}-]{0,40}(straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer) \d{1,3}( ?[a-h])?(?![\d.,:])/gu,
  /(^|[^\p{L}])([Hh]errn?|[Ff]rau|Familie|Fam\.|Mrs?\.?|Ms\.?|Madame|[Пп]ані?|Pani?) ((Dr|Prof)\. ){0,2}[\p{Lu}\p{Lo}][\p{L}'’-]{1,40}/gu,
  /(^|[^\p{L}])(ich heiße|ich heisse|mein name ist|my name is|меня зовут|мене звати|adım|nazywam się|je m['’]appelle) [\p{L}'’-]{2,40}/giu,
  /(^|[^\p{L}])(اسمي|السيدة?|اسم من) \p{L}{2,40}/gu,
];
const EDGE = /^[^\p{L}\p{N}+(]+/u;

const personalData = (texts) => [...new Set(texts.flatMap((text) => PERSONAL.flatMap((pattern) => (text.match(pattern) || []).map((found) => found.replace(EDGE, "")))))];
