import { randomUUID } from 'node:crypto'
import { PDF } from '@libpdf/core'
import { reserveFields } from '#adapters/pades/signature-fields.ts'
import { freeze, openForSigning, draftMinutes } from '#core/minutes/minutes.ts'
import { prefillForm } from '#core/minutes/prefill.ts'
import { signatoriesOf, type Signatory } from '#core/minutes/signing-order.ts'
import type { MinutesForm, Participant } from '#core/minutes/form.ts'
import { sampleFacts } from '#core/minutes/test-facts.ts'
import { brandId, type CaseId, type MinutesId } from '#core/shared/ids.ts'
import { demoPassword } from '#prisma/seed/demo-accounts.ts'
import { hospitalId } from '#prisma/seed/hospitals.ts'
import { person } from '#prisma/seed/people.ts'
import { beforehandMs, PortalClient, type ActionAnswer } from './portal-client.ts'
import { toldBy, type Stream, type Told } from './stream.ts'
import { actorOf, type ChaosWorld } from './world.ts'

const pin = '246810'
const actions = 'web/features/minutes/actions.ts'
const everyMs = 1_500
const signers = ['khanhlinh', 'ducthinh'] as const
type Signer = (typeof signers)[number]

/** One signature that is still to be given. */
interface Slot {
  readonly case: CaseId
  readonly minutes: MinutesId
  readonly field: string
  readonly who: Signer
}

/** Two signatures are asked for: the secretary's, then the chair's. */
function makeForm(): MinutesForm {
  const as = (handle: Signer): Participant => {
    const { id, account, licenceNumber } = person(handle)
    return { practitioner: id, organization: hospitalId('songHan'), organizationName: account.organization, name: account.name, title: account.title, specialty: null, licenceNumber }
  }
  return { ...prefillForm({ ...sampleFacts(), chair: as('ducthinh'), secretary: as('khanhlinh'), members: [] }) }
}

/** What the jobs would have rendered: a page with a place for each signature. */
async function renderPage(signatories: readonly Signatory[]): Promise<Uint8Array> {
  const pdf = PDF.create()
  pdf.addPage({ size: 'a4' }).drawText('Bien ban hoi chan', { x: 60, y: 700 })
  return reserveFields(await pdf.save(), signatories.map(({ field }) => field))
}

/** A further consult whose minutes wait for their signatures. */
async function openMinutes({ held, store }: ChaosWorld, form: MinutesForm, page: Uint8Array): Promise<readonly Slot[]> {
  const one = await held()
  const at = new Date()
  const chair = actorOf('ducthinh')
  const draft = draftMinutes({ id: brandId<MinutesId>(randomUUID()), case: one.id, form, document: { type: 'doc', content: [] } })
  const frozen = freeze(draft, { form, document: draft.document, by: chair.practitioner, at })
  if (!frozen.ok) throw new Error(frozen.error)
  await store.atomically(chair, async ({ minutes, files }) => {
    await minutes.add(draft)
    await minutes.save(frozen.value)
    await minutes.save(openForSigning(frozen.value, await files.put({ bytes: page, mediaType: 'application/pdf' })))
  })
  return signatoriesOf(form).map(({ field, practitioner }) => {
    const who = signers.find((handle) => person(handle).id === practitioner)
    if (who === undefined) throw new Error('somebody else was to sign')
    return { case: one.id, minutes: draft.id, field, who }
  })
}

/** The key of a signature in the history. */
export const signatureKey = ({ minutes, field }: Pick<Slot, 'minutes' | 'field'>): string => `${minutes} ${field}`

/** Secretary and chair sign one consult's minutes after the other's, each from two tabs at once: one of the two must be turned down. */
export async function signatures(origin: string, world: ChaosWorld): Promise<Stream> {
  const clients = new Map<Signer, PortalClient>()
  for (const handle of signers) {
    const client = await PortalClient.signIn(origin, person(handle).account.email, demoPassword)
    const issued = await client.call(actions, 'issueSigningKey', { page: `/cases/${world.live.id}/minutes`, input: { pin }, withinMs: beforehandMs })
    if (!issued.ok) throw new Error(issued.code)
    clients.set(handle, client)
  }
  const form = makeForm()
  const page = await renderPage(signatoriesOf(form))
  let waiting: readonly Slot[] = []
  const sign = async (slot: Slot): Promise<ActionAnswer> => {
    const client = clients.get(slot.who)
    if (client === undefined) throw new Error('nobody signs')
    return client.call(actions, 'signMinutes', { page: `/cases/${slot.case}/minutes`, input: { case: slot.case, version: 1, pin } })
  }
  const make = async (slot: Slot): Promise<Told> => {
    const tabs = await Promise.allSettled([sign(slot), sign(slot)])
    const answers = tabs.flatMap((tab) => (tab.status === 'fulfilled' ? [tab.value] : []))
    // It stands: this attempt gave it, or one before it that was never answered; after the last one nothing is to be signed any more.
    if (answers.some((answer) => answer.ok || ['minutes.already-signed', 'minutes.not-signing'].includes(answer.code))) waiting = waiting.filter((one) => one !== slot)
    if (answers.filter(({ ok }) => ok).length > 1) return { outcome: 'acknowledged', told: 'twice' }
    const [first] = tabs
    if (first.status === 'rejected' && answers.length === 0) throw first.reason instanceof Error ? first.reason : new Error('neither tab was answered')
    const taken = answers.find(({ ok }) => ok)
    // Where one tab was never answered it may be the one that signed.
    const best = taken ?? answers.find((answer) => !answer.ok && toldBy(answer).outcome === 'unknown') ?? answers[0]
    const told: Told = best === undefined ? { outcome: 'unknown' } : toldBy(best)
    return answers.length < tabs.length && told.outcome === 'refused' ? { ...told, outcome: 'unknown' } : told
  }
  return {
    name: 'signature',
    everyMs,
    next: async () => {
      if (waiting.length === 0) waiting = await openMinutes(world, form, page)
      const [slot] = waiting
      return slot === undefined ? null : { key: signatureKey(slot), value: randomUUID(), make: () => make(slot) }
    },
  }
}
