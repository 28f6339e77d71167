/** Folds Vietnamese text for search: no marks, đ as d, lower case, single spaces; the same for NFC and NFD input. */
export const foldForSearch = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()

/** Everything that separates words; letters of any script and digits do not. The database splits likewise (search_words). */
const betweenWords = /[\s\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e]+/

/** The words that a search asks for, folded; each must begin a word of what is found. */
export const searchWords = (text: string): readonly string[] =>
  foldForSearch(text).split(betweenWords).filter((word) => word !== '')
