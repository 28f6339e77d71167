import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

/** Of zxcvbn's 0 to 4: a password that a leaked list, a keyboard walk or a year gives away stays below. */
const lowestScore = 3

/** What everybody in a Vietnamese hospital thinks of first. */
const hospitalWords = [
  'benhvien', 'hoichan', 'lienvien', 'bacsi', 'dieuduong', 'matkhau', 'khambenh', 'capcuu', 'yte', 'vietnam', 'hanoi', 'saigon', 'danang', 'anhyeuem', 'emyeuanh', 'hoilamgi', 'khongbiet',
]

let guesser: ZxcvbnFactory | undefined

/** Whether a password stands on the list of leaked ones that ships with the portal, or is put together from it; nothing is asked outside. */
export function isGuessable(password: string, about: readonly string[] = []): boolean {
  guesser ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
  return guesser.check(password, [...hospitalWords, ...about]).score < lowestScore
}
