import { createHash } from 'node:crypto'

/** Each connection keeps the plans of all that are named. */
const mostNames = 100
/** A statement that is asked so often will be asked again. */
const usesBeforeName = 5
const isRead = /^\s*(?:SELECT|WITH)\b/i
/** The text of such a list changes with its length. */
const hasLongList = /IN \(\$\d+,\s*\$\d+/

/**
 * Names the reads that come again, so that a connection plans each of them once: under row-level security most of a short answer's
 * time is planning. Anything else has no name.
 */
export function makeStatementNames(): (query: { readonly sql: string }) => string {
  const uses = new Map<string, number>()
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    if (names.size >= mostNames || !isRead.test(sql) || hasLongList.test(sql)) return ''
    const times = (uses.get(sql) ?? 0) + 1
    if (times < usesBeforeName) {
      // What is asked once and never again must not be remembered for ever.
      if (uses.size > 10 * mostNames) uses.clear()
      uses.set(sql, times)
      return ''
    }
    uses.delete(sql)
    const name = `lv_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`
    names.set(sql, name)
    return name
  }
}
