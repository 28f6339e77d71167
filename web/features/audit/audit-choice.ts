import { z } from 'zod'
import { caseId, patientId, practitionerId } from '#contract/ids.ts'
import type { TrailSubject } from '#core/audit/search-trail.ts'

const subject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('patient'), id: patientId }),
  z.object({ kind: z.literal('case'), id: caseId }),
  z.object({ kind: z.literal('person'), id: practitionerId }),
])

/** Lines on one page of the trail. */
export const pageSize = 50

/** What the address asks of the trail; anything that is not an id asks for everything. */
export interface AuditChoice {
  readonly about: TrailSubject | null
  readonly text: string
  readonly page: number
}

type Params = Readonly<Record<string, string | string[] | undefined>>
const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value) ?? ''

/** Reads the address of the audit page. */
export function readAuditChoice(params: Params): AuditChoice {
  const [kind, id] = one(params['about']).split(':')
  const about = subject.safeParse({ kind, id })
  const page = Number(one(params['page']))
  return { about: about.success ? about.data : null, text: one(params['text']).slice(0, 120), page: Number.isSafeInteger(page) && page > 0 ? page : 1 }
}

/** The address that asks about one subject. */
export const addressOfSubject = ({ kind, id }: TrailSubject): string => `/audit?about=${kind}:${id}`
