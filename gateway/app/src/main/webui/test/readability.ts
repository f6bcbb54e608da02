/** How hard a sentence is to read: the Flesch-Kincaid grade, which plus five is an age. */

/** Words of the trade that everybody at a practice says daily, and their inflections: hard to spell, not to understand. */
const DAILY = /^(patient|practice|manager|compliance|clinician|emergency|encrypt|reference|provider|australian?|privacy|gateway|account|evidence|statement|document|device|reconnect|digit|hyphen|country|countries|another|continue|remedy|receiver|safely|already)/;

/** Ends whose e is heard: table, places, needed, and where it follows another vowel. */
const SPOKEN_END = /(?:[^aeiouy]le|(?:[cgsxz]|[cs]h)es|[dt]ed|[aeiouy]e[sd]?)$/;

/** The syllables of an English word, near enough: groups of vowels, without most silent letters. */
export function syllables(word: string): number {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '');
  if (plain === '') {
    return 1;
  }
  const spoken = SPOKEN_END.test(plain) ? plain : plain.replace(/e[sd]?$/, '');
  return Math.max(1, (spoken.replace(/^y/, '').match(/[aeiouy]{1,2}/g) ?? []).length);
}

export const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?…])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[a-z]/i.test(sentence));

export const wordsOf = (sentence: string): string[] => sentence.split(/[\s–—/-]+/).filter((word) => /[a-z0-9]/i.test(word));

/** @param known whether words of the trade count as easy ones */
export function grade(text: string, known = true): number {
  const sentences = sentencesOf(text);
  const all = sentences.flatMap(wordsOf);
  const count = all.reduce((sum, word) => {
    const spoken = syllables(word);
    return sum + (known && DAILY.test(word.toLowerCase()) ? Math.min(spoken, 2) : spoken);
  }, 0);
  return 0.39 * (all.length / sentences.length) + 11.8 * (count / all.length) - 15.59;
}
