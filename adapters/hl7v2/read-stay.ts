import type { Hl7Message, Hl7Segment } from '@medplum/core'
import type { IncomingFact } from '#core/record/incoming.ts'
import type { Encounter } from '#core/record/patient-record.ts'
import { textAt, wholeField } from './hl7-text.ts'
import { momentOfTime } from './hl7-time.ts'

const classes: ReadonlyMap<string, Encounter['kind']> = new Map(Object.entries({ I: 'inpatient', E: 'emergency' } as const))
const optional = (text: string): string | null => (text === '' ? null : text)

/** What a PV1 leaves out; two quotation marks in a field empty it, which is told as well (chapter 2.5.3). A place is told as a whole. */
function untoldOf(visit: Hl7Segment): readonly (keyof Encounter)[] {
  const isEmpty = (index: number): boolean => /^[\^~&\s]*$/.test(wholeField(visit, index))
  const department = isEmpty(3) ? (['department', 'room', 'bed'] as const) : visit.getComponent(3, 1).trim() === '' ? (['department'] as const) : []
  return [
    ...(textAt(visit, 44) === '' ? (['admittedAt'] as const) : []),
    ...(isEmpty(45) ? (['dischargedAt'] as const) : []),
    ...(textAt(visit, 2) === '' ? (['kind'] as const) : []),
    ...department,
  ]
}

/**
 * The stay that a message is about. The event itself is the admission where it admits (A01, A04); of any other, what it leaves out stays
 * as it is known, and a stay that nobody told of needs the time of its admission (PV1-44).
 */
export function readStays(message: Hl7Message, admits: boolean): readonly IncomingFact<Encounter>[] {
  const [visit, event] = [message.getSegment('PV1'), message.getSegment('EVN')]
  const number = visit === undefined ? '' : textAt(visit, 19)
  const admitted = (visit === undefined ? '' : textAt(visit, 44)) || (event === undefined ? '' : textAt(event, 6) || textAt(event, 2))
  if (visit === undefined || number === '' || admitted === '') return []
  const discharged = textAt(visit, 45)
  const untold = admits ? [] : untoldOf(visit)
  return [{
    key: `PV1|${number}`,
    item: {
      kind: classes.get(textAt(visit, 2)) ?? 'outpatient',
      admissionNumber: number,
      department: textAt(visit, 3),
      room: optional(textAt(visit, 3, 2)),
      bed: optional(textAt(visit, 3, 3)),
      admittedAt: momentOfTime(admitted, 'PV1-44'),
      dischargedAt: discharged === '' ? null : momentOfTime(discharged, 'PV1-45'),
    },
    untold,
    onlyIfKnown: untold.includes('admittedAt'),
  }]
}
