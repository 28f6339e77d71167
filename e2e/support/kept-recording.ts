import { randomUUID } from 'node:crypto'
import { caseIdOf } from '#prisma/seed/cases/scenario.ts'
import { hospitalId, type DemoHospital } from '#prisma/seed/hospitals.ts'
import { asOwner } from './owner-database.ts'

/** A recording of a session that was held, with what happened in it and no picture: the demo world has recorded nothing. */
export async function keepRecording(key: string, asking: DemoHospital): Promise<void> {
  const recording = randomUUID()
  const named = [recording, caseIdOf(key)]
  await asOwner(hospitalId(asking), async (owner) => {
    await owner.query(`
      INSERT INTO recording (id, case_id, session_id, asked_by_id, started_at, ended_at, end_reason, retention, keep_until)
      SELECT $1, held.id, session.id, held.requester_id, session.started_at, session.ended_at, 'session-ended', 'routine', now() + interval '10 years'
      FROM consult_case held JOIN consult_session session ON session.case_id = held.id AND session.is_current WHERE held.id = $2`, named)
    await owner.query(`
      INSERT INTO recording_segment (id, recording_id, case_id, practitioner_id, organization_id, label, asked_at, state)
      SELECT gen_random_uuid(), $1, held.id, held.requester_id, held.requesting_organization_id, 'camera', now(), 'empty' FROM consult_case held WHERE held.id = $2`, named)
    await owner.query(`
      INSERT INTO recording_event (id, recording_id, case_id, at, kind, practitioner_id, label)
      SELECT gen_random_uuid(), kept.id, kept.case_id, kept.started_at + minute * interval '1 minute', CASE minute % 2 WHEN 0 THEN 'away' ELSE 'back' END, kept.asked_by_id, NULL
      FROM recording kept, generate_series(0, 29) minute WHERE kept.id = $1 AND kept.case_id = $2`, named)
  })
}
