import type { SigningDelegation } from '#core/minutes/delegation.ts'
import type { Minutes } from '#core/minutes/minutes.ts'
import { mayAmend, mayReturn } from '#core/minutes/policy.ts'
import { nextSigners, signatoriesOf, type SignatoryRole } from '#core/minutes/signing-order.ts'
import type { MinutesHistory } from '#core/minutes/view-minutes.ts'
import type { Actor } from '#core/directory/actor.ts'

/** One person in the chain of signers, as the screen shows them. */
export interface SignerView {
  readonly field: string
  readonly name: string
  readonly title: string
  readonly role: SignatoryRole | 'organization'
  readonly state: 'signed' | 'next' | 'waiting'
  readonly signedAt: string | null
  readonly isMe: boolean
  /** Who signed in their place; null where they did themselves. */
  readonly standIn: string | null
  /** Whom they have let sign, while it stands. */
  readonly delegated: DelegatedView | null
}

export interface DelegatedView {
  readonly id: string
  readonly to: string
  readonly basis: string
  readonly until: string
  readonly toMe: boolean
}

export interface ReturnedView {
  readonly version: number
  readonly returnedAt: string
  readonly returnedBy: string
  readonly reason: string
  /** Signatures that had been given; void, and kept. */
  readonly signatures: number
}

/** Signed minutes or an addendum, before the one that is shown. */
export interface SignedBeforeView {
  readonly version: number
  readonly code: string
  readonly isAddendum: boolean
  readonly sealed: string
  readonly signedAt: string
}

/** Everything that the signing desk shows; it changes while others sign. */
export interface SigningView {
  readonly code: string
  readonly version: number
  readonly status: Minutes['status']
  readonly sealed: string | null
  readonly signers: readonly SignerView[]
  readonly turn: 'mine' | 'later' | 'done' | 'not-a-signer'
  readonly mayReturn: boolean
  readonly receipt: { readonly filedAt: string; readonly receipt: string } | null
  readonly returned: readonly ReturnedView[]
  readonly isAddendum: boolean
  readonly mayAmend: boolean
  readonly signedBefore: readonly SignedBeforeView[]
}

/** Presents the newest minutes and their chain of signatures to one person. */
export function presentSigning(history: MinutesHistory, actor: Actor): SigningView {
  const { case: one, latest, earlier } = history
  const signers = signersOf(history, actor)
  return {
    code: latest.form.code,
    version: latest.version,
    status: latest.status,
    sealed: 'sealed' in latest ? latest.sealed : null,
    signers,
    turn: turnOf(signers),
    mayReturn: mayReturn(actor, latest),
    receipt: receiptOf(history),
    returned: earlier.flatMap(presentReturned),
    isAddendum: latest.amends !== null,
    mayAmend: mayAmend(actor, one, latest),
    signedBefore: earlier.flatMap(presentSigned),
  }
}

/** Minutes are filed with their case; an addendum has a receipt of its own. */
function receiptOf({ case: one, latest, receipts }: MinutesHistory): SigningView['receipt'] {
  const filed = latest.amends === null ? ('filing' in one ? one.filing : undefined) : receipts.find(({ minutes }) => minutes === latest.id)
  return filed === undefined ? null : { filedAt: filed.filedAt.toISOString(), receipt: filed.receipt }
}

const presentSigned = (minutes: Minutes): SignedBeforeView[] =>
  minutes.status === 'signed'
    ? [{ version: minutes.version, code: minutes.form.code, isAddendum: minutes.amends !== null, sealed: minutes.sealed, signedAt: minutes.signedAt.toISOString() }]
    : []

function signersOf({ latest: minutes, delegations }: MinutesHistory, actor: Actor): readonly SignerView[] {
  const given = 'signatures' in minutes ? minutes.signatures : []
  const next = minutes.status === 'signing' ? nextSigners(minutes) : []
  const people = signatoriesOf(minutes.form).map((one): SignerView => {
    const signature = given.find(({ field }) => field === one.field)
    const isNext = next.some(({ field }) => field === one.field)
    const delegation = signature ? undefined : delegations.find(({ principal }) => principal === one.practitioner)
    return {
      field: one.field,
      name: one.name,
      title: one.title,
      role: one.role,
      state: signature ? 'signed' : isNext ? 'next' : 'waiting',
      signedAt: signature?.signedAt.toISOString() ?? null,
      isMe: one.practitioner === actor.practitioner,
      standIn: signature?.standIn === undefined ? null : `${signature.standIn.title} ${signature.standIn.name}`.trim(),
      delegated: delegation === undefined ? null : presentDelegation(delegation, actor),
    }
  })
  return [...people, ...sealsOf(minutes)]
}

const presentDelegation = ({ id, delegate, basis, until }: SigningDelegation, actor: Actor): DelegatedView => ({
  id, basis, to: `${delegate.title} ${delegate.name}`.trim(), until: until.toISOString(), toMe: delegate.practitioner === actor.practitioner,
})

/** Hospitals' seals stand after the people. */
const sealsOf = (minutes: Minutes): readonly SignerView[] =>
  ('seals' in minutes ? minutes.seals : []).map(({ field, name, given }) => ({
    field, name, title: '', role: 'organization', state: given === null ? 'waiting' : 'signed', signedAt: given?.at.toISOString() ?? null, isMe: false, standIn: null, delegated: null,
  }))

function turnOf(signers: readonly SignerView[]): SigningView['turn'] {
  if (signers.some(({ state, delegated }) => state === 'next' && delegated?.toMe === true)) return 'mine'
  const mine = signers.find(({ isMe, delegated }) => isMe || delegated?.toMe === true)
  if (!mine) return 'not-a-signer'
  const turns = { signed: 'done', next: 'mine', waiting: 'later' } as const
  return turns[mine.state]
}

function presentReturned(minutes: Minutes): ReturnedView[] {
  if (minutes.status !== 'returned') return []
  const by = [minutes.form.secretary, minutes.form.chair, ...minutes.form.members].find(({ practitioner }) => practitioner === minutes.returnedBy)
  return [
    {
      version: minutes.version,
      returnedAt: minutes.returnedAt.toISOString(),
      returnedBy: by?.name ?? '',
      reason: minutes.reason,
      signatures: minutes.signatures.length,
    },
  ]
}
