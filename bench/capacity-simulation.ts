import type { Random } from '#infra/fuzz/random.ts'
import { roomLoad, type Demand } from './capacity-model.ts'

export interface Simulated {
  readonly rooms: { readonly mean: number; readonly p99: number; readonly most: number }
  readonly packets: { readonly mean: number; readonly p99: number; readonly most: number }
}

const share = (random: Random): number => (random.next() + 0.5) / 2 ** 32

/** Minutes of one consult: most are short, a few are very long (gamma of shape 2). */
const minutesOf = (mean: number, random: Random): number => -(mean / 2) * (Math.log(share(random)) + Math.log(share(random)))

function sitesOf({ sites }: Demand, random: Random): number {
  let left = share(random)
  for (const { count, share: own } of sites) {
    left -= own
    if (left <= 0) return count
  }
  return sites.at(-1)?.count ?? 2
}

const summary = (values: Float64Array): Simulated['rooms'] => {
  const sorted = values.toSorted()
  return { mean: values.reduce((sum, one) => sum + one, 0) / values.length, p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0, most: sorted.at(-1) ?? 0 }
}

/** Plays so many busy days minute by minute: consults come at random, each with its own length and number of sites. */
export function simulate(demand: Demand, days: number, random: Random): Simulated {
  const busy = demand.busyHours * 60
  const warm = 6 * demand.meanMinutes
  const [rooms, packets] = [new Float64Array(days * busy), new Float64Array(days * busy)]
  const everyMinutes = busy / (demand.hospitals * demand.consultsPerHospitalDay)
  for (let day = 0; day < days; day += 1) {
    // What began before the busy hours is still going on when they begin.
    for (let at = -warm; at < busy; at -= everyMinutes * Math.log(share(random))) {
      const [until, load] = [Math.min(busy, at + minutesOf(demand.meanMinutes, random)), roomLoad(sitesOf(demand, random)).packetsOut]
      for (let minute = Math.max(0, Math.ceil(at)); minute < until; minute += 1) {
        const index = day * busy + minute
        rooms[index] = (rooms[index] ?? 0) + 1
        packets[index] = (packets[index] ?? 0) + load
      }
    }
  }
  return { rooms: summary(rooms), packets: summary(packets) }
}
