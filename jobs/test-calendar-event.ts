/** The one event of a calendar file, read as RFC 5545 says: lines unfolded, parameters and escapes taken apart. */
export function eventOf(content: string) {
  const lines = content.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/)
  const value = (name: string): string => {
    const found = lines.filter((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`))
    if (found.length !== 1) throw new Error(`${name} stands there ${found.length} times`)
    return found[0]?.replace(/^[^:"]*(?:"[^"]*"[^:"]*)*:/, '').replaceAll(String.raw`\n`, '\n').replaceAll(/\\([\\;,])/g, '$1') ?? ''
  }
  const instant = (name: string): Date => new Date(value(name).replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  return {
    method: value('METHOD'), uid: value('UID'), sequence: Number(value('SEQUENCE')), status: value('STATUS'), start: instant('DTSTART'), end: instant('DTEND'),
    organizer: value('ORGANIZER'), attendee: value('ATTENDEE'), summary: value('SUMMARY'), description: value('DESCRIPTION'),
  }
}
