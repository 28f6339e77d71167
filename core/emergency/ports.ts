import type { CasePorts, Repositories } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { DutyRepository } from '#core/directory/duty.ts'
import type { Patient } from '#core/record/patient.ts'
import type { DeliveryNote } from '#core/notify/ports.ts'
import type { CaseId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import type { EmergencyCall, Ring } from './call.ts'

export interface EmergencyRepository {
  add(call: EmergencyCall): Promise<void>
  find(id: CaseId): Promise<EmergencyCall | null>
  /** Finds and holds it against other writers until the transaction ends. */
  findForChange(id: CaseId): Promise<EmergencyCall | null>
  /** Saves what may change: who holds it, its end, information and review. */
  save(call: EmergencyCall): Promise<void>
  /** Adds the rings of those who were not rung yet. */
  ring(rings: readonly Ring[]): Promise<void>
  /** In the order in which they were rung. */
  rings(id: CaseId): Promise<readonly Ring[]>
  saveRing(ring: Ring): Promise<void>
  /** What became of the messages that told those who were rung, in the order in which they were sent. */
  notes(id: CaseId): Promise<readonly DeliveryNote[]>
  /** A screen shows the ring; only the first time counts. */
  seen(id: CaseId, practitioner: PractitionerId, at: Date): Promise<void>
  /** Emergencies that ring this person or were answered by nobody yet, newest first; ended ones are left out. */
  ringing(practitioner: PractitionerId, organization: OrganizationId): Promise<readonly EmergencyCall[]>
  /** Emergencies of the scope's hospital, on either side, pressed since then, newest first. */
  since(organization: OrganizationId, from: Date): Promise<readonly EmergencyCall[]>
  /** Gives the case to the scope's hospital, which is asked and has answered; throws unless nobody holds it. */
  moveToHub(id: CaseId): Promise<void>
  /**
   * Puts the scope's doctor, of an asked hospital, into the team of an emergency that another one holds; the case opens to this doctor
   * alone. False where the session is over.
   */
  joinHeld(id: CaseId, at: Date): Promise<boolean>
  /** Writes down a patient whom nobody can name yet. */
  addUnnamed(patient: Patient): Promise<void>
}

export interface EmergencyRepositories extends Repositories {
  readonly emergencies: EmergencyRepository
  readonly duty: DutyRepository
}
export type AtomicallyInEmergency = <T>(actor: Actor, work: (repositories: EmergencyRepositories) => Promise<T>) => Promise<T>

export type EmergencyPorts = Pick<CasePorts, 'clock' | 'newId'> & { readonly atomically: AtomicallyInEmergency }
