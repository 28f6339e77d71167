import { compareTexts } from './format-number.ts'

/** The first letter of the given name: the last syllable, since Vietnamese names run family, middle, given. */
export function givenInitial(fullName: string): string {
  const given = fullName.trim().normalize('NFC').split(/\s+/).at(-1) ?? ''
  const [letter = '?'] = given
  return letter.toLocaleUpperCase('vi')
}

/** What a person is called by where there is little room: the last two syllables, which two people of a room seldom share. */
export const calledName = (fullName: string): string => fullName.trim().split(/\s+/u).slice(-2).join(' ')

/** Text without marks and in lower case, so that "nguyen" finds "Nguyễn" and "dang" finds "Đặng". */
export const withoutMarks = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase()

/** Whether every word typed occurs in the text, whatever its marks or case. */
export function matchesWithoutMarks(text: string, typed: string): boolean {
  const words = withoutMarks(text)
  return withoutMarks(typed).split(/\s+/).every((word) => words.includes(word))
}

const givenName = (fullName: string): string => fullName.slice(fullName.lastIndexOf(' ') + 1)

/** The order of Vietnamese lists of people: by the given name, which stands last, then by all of it. */
export const compareNames = (one: string, other: string): number => compareTexts(givenName(one), givenName(other)) || compareTexts(one, other)
