/** As much of an appointment as its place on the page depends on. */
interface Timed {
  readonly startMinute: number
  readonly durationMinutes: number
}

/** An appointment with its place among those at the same time: lane 0 of 1 fills the column. */
export interface Placed<One extends Timed> {
  readonly session: One
  readonly lane: number
  readonly lanes: number
}

const endOf = (one: Timed): number => one.startMinute + one.durationMinutes

/** Puts overlapping appointments of one day side by side; those that touch none keep the whole width. */
export function layOutDay<One extends Timed>(sessions: readonly One[]): readonly Placed<One>[] {
  const placed: Placed<One>[] = []
  let cluster: One[] = []
  let clusterEnd = 0
  const settle = (): void => {
    placed.push(...inLanes(cluster))
    cluster = []
  }
  for (const one of sessions.toSorted((a, b) => a.startMinute - b.startMinute || endOf(b) - endOf(a))) {
    if (cluster.length > 0 && one.startMinute >= clusterEnd) settle()
    clusterEnd = cluster.length === 0 ? endOf(one) : Math.max(clusterEnd, endOf(one))
    cluster.push(one)
  }
  settle()
  return placed
}

function inLanes<One extends Timed>(cluster: readonly One[]): readonly Placed<One>[] {
  const laneEnds: number[] = []
  const lanes = cluster.map((session) => {
    const free = laneEnds.findIndex((end) => end <= session.startMinute)
    const lane = free === -1 ? laneEnds.length : free
    laneEnds[lane] = endOf(session)
    return lane
  })
  return cluster.map((session, index) => ({ session, lane: lanes[index] ?? 0, lanes: laneEnds.length }))
}

/** The hours that the grid shows: the working day, wider where a session lies outside of it. */
export function hoursOf(sessions: readonly Timed[]): { readonly first: number; readonly last: number } {
  const first = Math.min(7, ...sessions.map((one) => Math.floor(one.startMinute / 60)))
  const last = Math.max(18, ...sessions.map((one) => Math.min(24, Math.ceil(endOf(one) / 60))))
  return { first, last }
}
