/** What stands in a page's address behind the question mark. */
export type Search = Readonly<Record<string, string | readonly string[] | undefined>>

/** All values of one name in the address. */
export const valuesOf = (search: Search, name: string): readonly string[] => {
  const value = search[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

export interface ListChoice {
  readonly text: string
  /** From 1. */
  readonly page: number
}

/** The text that a list is searched for (`q`) and its page (`page`); anything else in the address is passed over. */
export const readListChoice = (search: Search): ListChoice => ({
  text: (valuesOf(search, 'q')[0] ?? '').trim().slice(0, 100),
  page: Math.max(1, Math.trunc(Number(valuesOf(search, 'page')[0] ?? '1')) || 1),
})
