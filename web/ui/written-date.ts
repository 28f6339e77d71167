/** A day as a hospital's papers write it, `dd/MM/yyyy`; empty for none. */
export const writtenDate = (date: string): string => date.split('-').toReversed().join('/')

/** A day as people type it ("3/12/2026", "3-12-2026", "03122026"), or as programs write it, as `yyyy-mm-dd`; null when it is none. */
export function readDate(typed: string): string | null {
  const text = typed.trim()
  const own = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text)
  const [year, month, day] = own === null
    ? (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.slice(1) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text)?.slice(1).toReversed() ?? [])
    : [own[4], own[3], own[1]]
  if (year === undefined || month === undefined || day === undefined) return null
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${date}T00:00:00Z`)
  // The 31st of a month that has none reads as another day, or as no time at all.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? date : null
}
