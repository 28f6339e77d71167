import type { Actor } from '#core/directory/actor.ts'
import type { PatientId } from '#core/shared/ids.ts'
import type { ConsultCase } from './case.ts'
import { mayViewCase } from './policy.ts'
import type { ReadPorts } from './view-my-work.ts'

/** A patient rarely has more consults than this; the rest is found in the list of cases. */
const most = 20

/** The consults of one patient, newest first, as far as the actor may see them. */
export const makeCasesOfPatient =
  (ports: ReadPorts) =>
  (actor: Actor, patient: PatientId): Promise<readonly ConsultCase[]> =>
    ports.read(actor, async ({ cases }) => {
      const found = await cases.list({ patient, limit: most, offset: 0 })
      return found.cases.filter((one) => mayViewCase(actor, one)).toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    })
