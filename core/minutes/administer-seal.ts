import type { Actor } from '#core/directory/actor.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { SealPlace } from './key-store.ts'
import type { SealStanding } from './organization-seal.ts'
import { mayAdministerSeal } from './policy.ts'
import type { KeyRefusal, MinutesPorts, OrganizationSeals } from './ports.ts'

type SealPorts = Pick<MinutesPorts, 'atomically' | 'clock'> & { readonly seals: OrganizationSeals }

/** The own hospital's seal; null while it has none in use. */
export const makeViewSeal =
  ({ seals }: Pick<SealPorts, 'seals'>) =>
  async (actor: Actor): Promise<Result<SealStanding | null, 'seal.not-allowed'>> =>
    mayAdministerSeal(actor) ? ok(await seals.standing(actor.organization)) : err('seal.not-allowed')

/** An administrator puts the hospital's seal into use; minutes rendered from now on reserve a place for it. */
export const makeBeginSeal =
  (ports: SealPorts) =>
  async (
    actor: Actor,
    input: { readonly hospitalName: string; readonly place: SealPlace; readonly pin: string },
  ): Promise<Result<{ readonly serial: string }, KeyRefusal | 'seal.not-allowed'>> => {
    if (!mayAdministerSeal(actor)) return err('seal.not-allowed')
    const { hospitalName: name, place, pin } = input
    const begun = await ports.seals.begin({ hospital: { id: actor.organization, name }, by: actor.practitioner, place, pin })
    if (begun.ok) await note(ports, actor, { type: 'seal.begun', serial: begun.value.serial })
    return begun
  }

/** An administrator takes the hospital's seal out of use; minutes that already wait for it still need it, or are sent back. */
export const makeEndSeal =
  (ports: SealPorts) =>
  async (actor: Actor): Promise<Result<null, 'seal.not-allowed' | 'seal.none'>> => {
    if (!mayAdministerSeal(actor)) return err('seal.not-allowed')
    const ended = await ports.seals.end(actor.organization, actor.practitioner)
    if (ended === null) return err('seal.none')
    await note(ports, actor, { type: 'seal.ended', serial: ended.serial })
    return ok(null)
  }

const note = (
  { atomically, clock }: SealPorts,
  actor: Actor,
  payload: { readonly type: 'seal.begun' | 'seal.ended'; readonly serial: string },
): Promise<void> =>
  atomically(actor, ({ audit }) => audit.append({ organization: actor.organization, actor: actor.practitioner, at: clock(), payload }))
