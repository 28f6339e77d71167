import type { Minutes } from '#core/minutes/minutes.ts'
import { mayReturn } from '#core/minutes/policy.ts'
import { nextSigners, signatoriesOf, type SignatoryRole } from '#core/minutes/signing-order.ts'
import type { MinutesHistory } from '#core/minutes/view-minutes.ts'
import type { Actor } from '#core/directory/actor.ts'

/** One person in the chain of signers, as the screen shows them. */
export interface SignerView {
  readonly field: string
  readonly name: string
  readonly title: string
  readonly role: SignatoryRole
  readonly state: 'signed' | 'next' | 'waiting'
  readonly signedAt: string | null
  readonly isMe: boolean
}

export interface ReturnedView {
  readonly version: number
  readonly returnedAt: string
  readonly returnedBy: string
  readonly reason: string
  /** Signatures that had been given; void, and kept. */
  readonly signatures: number
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
}

/** Presents the newest minutes and their chain of signatures to one person. */
export function presentSigning({ case: one, latest, earlier }: MinutesHistory, actor: Actor): SigningView {
  const signers = signersOf(latest, actor)
  return {
    code: latest.form.code,
    version: latest.version,
    status: latest.status,
    sealed: 'sealed' in latest ? latest.sealed : null,
    signers,
    turn: turnOf(signers),
    mayReturn: mayReturn(actor, latest),
    receipt: 'filing' in one ? { filedAt: one.filing.filedAt.toISOString(), receipt: one.filing.receipt } : null,
    returned: earlier.flatMap(presentReturned),
  }
}

function signersOf(minutes: Minutes, actor: Actor): readonly SignerView[] {
  const given = 'signatures' in minutes ? minutes.signatures : []
  const next = minutes.status === 'signing' ? nextSigners(minutes) : []
  return signatoriesOf(minutes.form).map((one) => {
    const signature = given.find(({ field }) => field === one.field)
    const isNext = next.some(({ field }) => field === one.field)
    return {
      field: one.field,
      name: one.name,
      title: one.title,
      role: one.role,
      state: signature ? 'signed' : isNext ? 'next' : 'waiting',
      signedAt: signature?.signedAt.toISOString() ?? null,
      isMe: one.practitioner === actor.practitioner,
    }
  })
}

function turnOf(signers: readonly SignerView[]): SigningView['turn'] {
  const mine = signers.find(({ isMe }) => isMe)
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
