/** What became of a write: told to have been done, told to be refused, or never answered. */
export type Outcome = 'acknowledged' | 'refused' | 'unknown'

/** One write of the generated load; `value` is unique within its key. */
export interface Write {
  readonly stream: 'booking' | 'order' | 'cancel' | 'minutes' | 'message'
  /** Whose it is: a case, an order's number. */
  readonly key: string
  readonly value: string
  readonly outcome: Outcome
  readonly beganAt: number
  readonly endedAt: number
}

/** What the database and the documents hold once everything is up again. */
export interface Found {
  /** Of each booked case: when its current sessions begin, in ISO 8601; one, or something is wrong. */
  readonly sessions: ReadonlyMap<string, readonly string[]>
  /** How often a case was saved since the load began. */
  readonly saves: ReadonlyMap<string, number>
  /** Cases that stand behind an order's number. */
  readonly orders: ReadonlyMap<string, number>
  /** State of each cancelled case and how many audit rows tell of its cancelling. */
  readonly cancelled: ReadonlyMap<string, { readonly status: string; readonly audited: number }>
  /** How often each text stands in the minutes, and among the messages. */
  readonly minutes: (text: string) => number
  readonly messages: (text: string) => number
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
    const count = orders.get(key) ?? 0
    if (own.some(({ outcome }) => outcome === 'acknowledged') && count === 0) return [`order ${key} was acknowledged and is lost`]
    return count > 1 ? [`order ${key} has ${count} cases`] : []
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

/** Everything that the history and what was found cannot both be true of; empty where nothing was lost and nothing done twice. */
export function faultsOf(history: readonly Write[], found: Found): readonly string[] {
  return [
    ...bookingFaults(of(history, 'booking'), found),
    ...orderFaults(of(history, 'order'), found),
    ...cancelFaults(of(history, 'cancel'), found),
    ...textFaults(of(history, 'minutes'), found.minutes),
    ...textFaults(of(history, 'message'), found.messages),
  ]
}
