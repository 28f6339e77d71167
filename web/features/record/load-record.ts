import { notFound } from 'next/navigation'
import type { Actor } from '#core/directory/actor.ts'
import { patientId } from '#contract/ids.ts'
import { portal } from '#web/server/compose.ts'
import type { RecordView } from './present-record.ts'
import { presentRecord } from './present-record.ts'
import type { ConsultLine } from './record-page.tsx'

export interface LoadedRecord {
  readonly patientId: string
  readonly record: RecordView
  readonly consults: readonly ConsultLine[]
}

/** Opens a record for its page; one that is not of this hospital, or not for these eyes, is not found. */
export async function loadRecord(actor: Actor, rawId: string): Promise<LoadedRecord> {
  const id = patientId.safeParse(rawId)
  if (!id.success) notFound()
  const opened = await portal().viewRecord(actor, id.data)
  if (!opened.ok) notFound()
  const consults = await portal().casesOfPatient(actor, id.data)
  return {
    patientId: id.data,
    record: presentRecord(opened.value, portal().clock()),
    consults: consults.map((one) => ({
      id: one.id, code: one.code, status: one.status, urgency: one.request.urgency, createdAt: one.createdAt.toISOString(),
    })),
  }
}
