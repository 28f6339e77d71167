import type { ConsultCase } from '#core/case/case.ts'
import { mayReadMinutes, mayViewCase } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import { isClinical } from '#core/directory/actor.ts'
import { brandId, type CaseId, type DelegationId, type OrganizationId, type PractitionerId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { mayDelegate, stands, type DelegationRefusal, type SigningDelegation, type StandIn } from './delegation.ts'
import type { Minutes } from './minutes.ts'
import type { MinutesPorts, MinutesRepositories } from './ports.ts'
import { nextSigners, pendingSigners, signatoriesOf } from './signing-order.ts'

export type DelegateRefusal = DelegationRefusal | 'case.not-found' | 'minutes.not-started' | 'minutes.already-signed'

export interface DelegationInput {
  readonly case: CaseId
  readonly delegate: { readonly practitioner: PractitionerId; readonly organization: OrganizationId }
  readonly basis: string
  readonly until: Date
}

/** A signatory lets somebody sign in their place, on a named basis and until a day; whoever it is now their turn to sign is told. */
export const makeDelegateSignature =
  (ports: MinutesPorts) =>
  (actor: Actor, input: DelegationInput): Promise<Result<SigningDelegation, DelegateRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const found = await minutesOfCase(actor, input.case, repositories)
      if (!found.ok) return found
      const { one, minutes } = found.value
      if ('signatures' in minutes && !pendingSigners(minutes).some(({ practitioner }) => practitioner === actor.practitioner) && isSigner(actor, minutes)) return err('minutes.already-signed')
      const person = await colleague(one, input.delegate, repositories)
      const now = ports.clock()
      const allowed = mayDelegate(actor, minutes.form, { ...person, basis: input.basis, until: input.until, now })
      if (!allowed.ok) return allowed
      const delegation: SigningDelegation = {
        id: brandId(ports.newId()), case: one.id, principal: actor.practitioner, role: allowed.value, delegate: person.delegate,
        basis: input.basis.trim(), until: input.until, givenAt: now, withdrawnAt: null,
      }
      await withdrawStanding(repositories, actor, { one, now })
      await repositories.delegations.add(delegation)
      await trace(repositories, actor, { type: 'minutes.delegated', delegation, at: now })
      if (minutes.status === 'signing' && nextSigners(minutes).some(({ practitioner }) => practitioner === actor.practitioner)) {
        await repositories.notices.add([{ id: brandId(ports.newId()), recipient: delegation.delegate.practitioner, kind: 'minutes.to-sign', case: one.id, at: now, readAt: null }])
      }
      return ok(delegation)
    })

/** The signatory takes the signature back into their own hand; the delegation stays on record. */
export const makeWithdrawDelegation =
  (ports: Pick<MinutesPorts, 'atomically' | 'clock'>) =>
  (actor: Actor, input: { readonly case: CaseId; readonly delegation: DelegationId }): Promise<Result<null, 'case.not-found' | 'delegation.not-found'>> =>
    ports.atomically(actor, async (repositories) => {
      const one = await repositories.cases.findForChange(input.case)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      const now = ports.clock()
      const mine = (await repositories.delegations.of(one.id)).find((each) => each.id === input.delegation)
      if (mine?.principal !== actor.practitioner || !stands(mine, now)) return err('delegation.not-found')
      await repositories.delegations.withdraw(mine.id, now)
      await trace(repositories, actor, { type: 'minutes.delegation-withdrawn', delegation: mine, at: now })
      return ok(null)
    })

/** Whom a signatory may ask: the team, and for anyone but the chair the clinicians of the own hospital. */
export const makeListStandIns =
  (ports: Pick<MinutesPorts, 'atomically' | 'clock'>) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<readonly StandIn[], DelegateRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const found = await minutesOfCase(actor, input.case, repositories)
      if (!found.ok) return found
      const { one, minutes: { form } } = found.value
      const team = [form.chair, form.secretary, ...form.members].map(({ practitioner, organization, name, title }) => ({ practitioner, organization, name, title }))
      const colleagues = isParty(one, actor.organization) ? (await repositories.directory.clinicians(actor.organization)).map((role): StandIn => ({
        practitioner: role.practitioner.id, organization: role.organization, name: role.practitioner.name, title: role.practitioner.title,
      })) : []
      const all = [...new Map([...colleagues, ...team].map((person) => [person.practitioner, person])).values()]
      const now = ports.clock()
      const asked = { isClinician: true, basis: '-', until: new Date(now.getTime() + 1), now }
      return ok(all.filter((delegate) => mayDelegate(actor, form, { ...asked, delegate }).ok))
    })

const isSigner = (actor: Actor, { form }: Minutes): boolean => signatoriesOf(form).some(({ practitioner }) => practitioner === actor.practitioner)

const isParty = (one: ConsultCase, organization: OrganizationId): boolean => organization === one.requestingOrganization || organization === one.consultingOrganization

async function minutesOfCase(
  actor: Actor,
  id: CaseId,
  { cases, minutes }: MinutesRepositories,
): Promise<Result<{ readonly one: ConsultCase; readonly minutes: Minutes }, 'case.not-found' | 'minutes.not-started'>> {
  const one = await cases.findForChange(id)
  if (one === null || !mayViewCase(actor, one) || !mayReadMinutes(actor, one)) return err('case.not-found')
  const latest = await minutes.latest(id)
  return latest === null ? err('minutes.not-started') : ok({ one, minutes: latest })
}

/** Only of the case's two hospitals: nobody else's staff could open it. */
async function colleague(
  one: ConsultCase,
  { practitioner, organization }: DelegationInput['delegate'],
  { directory }: MinutesRepositories,
): Promise<{ readonly delegate: StandIn; readonly isClinician: boolean }> {
  const role = await directory.roleOf(practitioner, organization)
  const delegate = { practitioner, organization, name: role?.practitioner.name ?? '', title: role?.practitioner.title ?? '' }
  return { delegate, isClinician: role !== null && isParty(one, organization) && isClinical({ practitioner, organization, roles: role.roles }) }
}

/** One signature is in one hand at a time. */
async function withdrawStanding({ delegations }: MinutesRepositories, actor: Actor, { one, now }: { readonly one: ConsultCase; readonly now: Date }): Promise<void> {
  for (const each of await delegations.of(one.id)) {
    if (each.principal === actor.practitioner && stands(each, now)) await delegations.withdraw(each.id, now)
  }
}

const trace = (
  { audit }: MinutesRepositories,
  actor: Actor,
  { type, delegation, at }: { readonly type: 'minutes.delegated' | 'minutes.delegation-withdrawn'; readonly delegation: SigningDelegation; readonly at: Date },
): Promise<void> =>
  audit.append({
    organization: actor.organization, actor: actor.practitioner, at,
    payload: { type, case: delegation.case, delegation: delegation.id, delegate: delegation.delegate.practitioner },
  })
