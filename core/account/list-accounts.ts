import type { Actor } from '#core/directory/actor.ts'
import type { StaffPlace } from '#core/directory/import-directory.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { accountActs, actApplies, mayKeepAccountOf, mayKeepAccounts, type Account, type AccountAct } from './account.ts'
import type { AccountPorts } from './ports.ts'

/** A person of the hospital, their account, and what the asking administrator may do about it. */
export interface PersonAccount {
  readonly place: StaffPlace
  readonly account: Account | null
  readonly may: readonly AccountAct[]
  /** Whether another hospital looks after it. */
  readonly keptElsewhere: boolean
}

/** Everybody of the own hospital, with and without an account. */
export const makeListAccounts =
  (ports: Pick<AccountPorts, 'atomically' | 'accounts'>) =>
  async (actor: Actor): Promise<Result<readonly PersonAccount[], 'account.not-allowed'>> => {
    if (!mayKeepAccounts(actor)) return err('account.not-allowed')
    const { staff, elsewhere } = await ports.atomically(actor, async ({ directoryKeeper }) => ({
      staff: await directoryKeeper.staff(), elsewhere: new Map((await directoryKeeper.placesElsewhere()).map((one) => [one.practitioner, one.organization])),
    }))
    const accounts = new Map((await ports.accounts.of(staff.map(({ practitioner }) => practitioner.id))).map((one) => [one.practitioner, one]))
    return ok(staff.map((place) => lineOf(actor, place, { account: accounts.get(place.practitioner.id) ?? null, elsewhere: elsewhere.get(place.practitioner.id) })))
  }

function lineOf(actor: Actor, place: StaffPlace, { account, elsewhere }: { readonly account: Account | null; readonly elsewhere: OrganizationId | undefined }): PersonAccount {
  const practitioner = place.practitioner.id
  const places = elsewhere === undefined ? [actor.organization] : [actor.organization, elsewhere]
  const may = mayKeepAccountOf(actor, { practitioner, places, account }) ? accountActs.filter((act) => actApplies(act, account)) : []
  return { place, account, may, keptElsewhere: may.length === 0 && practitioner !== actor.practitioner }
}
