/** Thrown where a message lacks what the record cannot do without, or says it in no shape that can be read. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

const shape = /^(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:\.\d+)?([+-]\d{4})?$/

/** A time of HL7 v2 (`YYYYMMDDHHMMSS+ZZZZ`); without a zone it is the hospital's. */
export function momentOfTime(text: string, what: string): Date {
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', zone = '+0700'] = shape.exec(text.trim()) ?? []
  const at = new Date(`${year ?? ''}-${month}-${day}T${hour}:${minute}:${second}${zone.slice(0, 3)}:${zone.slice(3)}`)
  if (year === undefined || Number.isNaN(at.getTime())) throw new Unreadable(what)
  return at
}

/** The calendar day of a time, as it is written. */
export function dayOfTime(text: string, what: string): string {
  const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`
  const read = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== day) throw new Unreadable(what)
  return day
}

/** The time at which a message says that it was written, or undefined where it says none that can be read: no message is refused for it. */
export function momentIfTold(text: string): Date | undefined {
  try {
    return text === '' ? undefined : momentOfTime(text, 'MSH-7')
  } catch {
    return undefined
  }
}
