/** What became of a write: told to have been done, told to be refused, or never answered. */
export type Outcome = 'acknowledged' | 'refused' | 'unknown'

export const streamNames = ['booking', 'order', 'cancel', 'minutes', 'message', 'signature', 'recording'] as const
export type StreamName = (typeof streamNames)[number]

/** One write of the generated load; `value` is unique within its key. */
export interface Write {
  readonly stream: StreamName
  /** Whose it is: a case, an order's number. */
  readonly key: string
  readonly value: string
  readonly outcome: Outcome
  /** By what code it was declined, or what else came in place of an answer. */
  readonly told?: string
  readonly beganAt: number
  readonly endedAt: number
}

/** One file of the recording: when its pictures were taken, and whether its bytes are those that are on record. */
export interface RecordedStretch {
  readonly id: string
  readonly from: number
  readonly until: number
  readonly state: 'asked' | 'empty' | 'lit' | 'failed' | 'whole'
  /** Of a whole file: length and hash are those of the file on the disk. */
  readonly proven: boolean
  /** So long ago, in milliseconds, that it must have ended; the newest file of a recording that runs has not. */
  readonly overdue: boolean
}

/** What is found of one person's signature. */
export interface FoundSignature {
  readonly rows: number
  readonly audited: number
  /** Whether the file holds as many signatures as the rows say. */
  readonly fileAgrees: boolean
}

/** What the database and the documents hold once everything is up again. */
export interface Found {
  /** Of each booked case: when its current sessions begin, in ISO 8601; one, or something is wrong. */
  readonly sessions: ReadonlyMap<string, readonly string[]>
  /** How often a case was saved since the load began. */
  readonly saves: ReadonlyMap<string, number>
  /** Cases that stand behind an order's number, and how often the audit trail tells that they were opened. */
  readonly orders: ReadonlyMap<string, { readonly count: number; readonly audited: number }>
  /** State of each cancelled case and how many audit rows tell of its cancelling. */
  readonly cancelled: ReadonlyMap<string, { readonly status: string; readonly audited: number }>
  /** How often each text stands in the minutes, and among the messages. */
  readonly minutes: (text: string) => number
  readonly messages: (text: string) => number
  readonly signatures: ReadonlyMap<string, FoundSignature>
  /** Where a hospital's audit chain is broken. */
  readonly brokenChains: readonly string[]
  readonly recorded: readonly RecordedStretch[]
}

const of = (history: readonly Write[], stream: Write['stream']): readonly Write[] => history.filter((one) => one.stream === stream)

function byKey(writes: readonly Write[]): ReadonlyMap<string, readonly Write[]> {
  return Map.groupBy(writes, ({ key }) => key)
}

/** The last acknowledged booking of a case stands, or one that was begun after it and never answered. */
function bookingFaults(writes: readonly Write[], { sessions, saves }: Found): string[] {
  return [...byKey(writes)].flatMap(([key, own]) => {
    const current = sessions.get(key) ?? []
    if (current.length !== 1) return [`case ${key} has ${current.length} current sessions`]
    const last = own.findLastIndex(({ outcome }) => outcome === 'acknowledged')
    const possible = own.slice(Math.max(last, 0)).filter(({ outcome }) => outcome !== 'refused').map(({ value }) => value)
    const lost = last >= 0 && !possible.includes(current[0] ?? '') ? [`case ${key}: booked for ${possible[0] ?? ''}, stands for ${current[0] ?? ''}`] : []
    const [least, most] = [own.filter(({ outcome }) => outcome === 'acknowledged').length, own.filter(({ outcome }) => outcome !== 'refused').length]
    const saved = saves.get(key) ?? 0
    return [...lost, ...(saved < least || saved > most ? [`case ${key} was saved ${saved} times for ${least} to ${most} bookings`] : [])]
  })
}

/** An order that was answered has one case; one that was never answered at most one, however often it was sent. */
function orderFaults(writes: readonly Write[], { orders }: Found): string[] {
  return [...byKey(writes)].flatMap(([key, own]) => {
    const { count, audited } = orders.get(key) ?? { count: 0, audited: 0 }
    if (own.some(({ outcome }) => outcome === 'acknowledged') && count === 0) return [`order ${key} was acknowledged and is lost`]
    if (count > 1) return [`order ${key} has ${count} cases`]
    return audited === count ? [] : [`order ${key} has ${count} cases and is audited ${audited} times`]
  })
}

/** A case and the audit row of its change are one: neither without the other, and never twice. */
function cancelFaults(writes: readonly Write[], { cancelled }: Found): string[] {
  return [...byKey(writes)].flatMap(([key, own]) => {
    const { status, audited } = cancelled.get(key) ?? { status: 'missing', audited: 0 }
    const isCancelled = status === 'cancelled'
    if (own.some(({ outcome }) => outcome === 'acknowledged') && !isCancelled) return [`case ${key} was cancelled and is ${status}`]
    return audited === (isCancelled ? 1 : 0) ? [] : [`case ${key} is ${status} and its cancelling is audited ${audited} times`]
  })
}

/** What was acknowledged stands there once; what was not, at most once. */
function textFaults(writes: readonly Write[], count: (text: string) => number): string[] {
  return writes.flatMap(({ stream, value, outcome }) => {
    const times = count(value)
    if (outcome === 'acknowledged' && times === 0) return [`${stream} ${value} was acknowledged and is lost`]
    return times > 1 ? [`${stream} ${value} stands there ${times} times`] : []
  })
}

/** A signature that was answered stands once, in the table, in the audit trail and in the file; one that was refused or never answered at most once. */
function signatureFaults(writes: readonly Write[], { signatures }: Found): string[] {
  return [...byKey(writes)].flatMap(([key, own]) => {
    const { rows, audited, fileAgrees } = signatures.get(key) ?? { rows: 0, audited: 0, fileAgrees: true }
    const acknowledged = own.filter(({ outcome }) => outcome === 'acknowledged').length
    return [
      ...(own.some(({ told }) => told === 'twice') ? [`signature ${key} was taken from two tabs at once`] : []),
      ...(acknowledged > 1 ? [`signature ${key} was taken ${acknowledged} times`] : []),
      ...(acknowledged > 0 && rows === 0 ? [`signature ${key} was acknowledged and is lost`] : []),
      ...(rows > 1 || rows !== audited ? [`signature ${key} stands ${rows} times and is audited ${audited} times`] : []),
      ...(fileAgrees ? [] : [`the file of signature ${key} holds other signatures than its rows`]),
    ]
  })
}

/** Said of a lamp that was lit while the clock was wrong. */
export const clockMoved = 'clock.moved'

/** Bytes reach the disk once a second, and a killed process takes its last second with it. */
const recordedWithinMs = 3_000

/** While the lamp was lit there are pictures; every file that has ended is whole, and is the one on record. */
function recordingFaults(writes: readonly Write[], { recorded }: Found): string[] {
  const dark = writes.filter(({ outcome, endedAt, told }) => outcome === 'acknowledged' && told !== clockMoved && !recorded.some(({ from, until }) => from <= endedAt && endedAt <= until + recordedWithinMs))
  return [
    ...dark.map(({ endedAt }) => `the lamp was lit at ${new Date(endedAt).toISOString()} and nothing is recorded of it`),
    ...recorded.flatMap(({ id, state, proven, overdue }) => {
      if (state === 'whole') return proven ? [] : [`file ${id} is not the one on record`]
      return overdue && state !== 'empty' && state !== 'failed' ? [`file ${id} has ended and is ${state}`] : []
    }),
  ]
}

/** Answers to what was begun within a span that say nothing: a bare failure, or none of the product's own codes. */
export function unclearAnswers(history: readonly Write[], { from, until }: { readonly from: number; readonly until: number }): readonly string[] {
  const bare = new Set(['portal.failed', 'wire.failed'])
  return history.flatMap(({ stream, beganAt, told }) => (told !== undefined && beganAt >= from && beganAt <= until && (bare.has(told) || !/^[a-z-]+\.[a-z-]+$/.test(told)) ? [`${stream} was told "${told}"`] : []))
}

/** Everything that the history and what was found cannot both be true of; empty where nothing was lost and nothing done twice. */
export function faultsOf(history: readonly Write[], found: Found): readonly string[] {
  return [
    ...bookingFaults(of(history, 'booking'), found),
    ...orderFaults(of(history, 'order'), found),
    ...cancelFaults(of(history, 'cancel'), found),
    ...textFaults(of(history, 'minutes'), found.minutes),
    ...textFaults(of(history, 'message'), found.messages),
    ...signatureFaults(of(history, 'signature'), found),
    ...recordingFaults(of(history, 'recording'), found),
    ...found.brokenChains,
  ]
}
