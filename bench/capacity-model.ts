/** What was measured, on one core of a 2.5 GHz Xeon; see the README and docs/scale.md for when and how. */
export interface Measured {
  /** CPU of the media server for one packet handed to one viewer, in microseconds. */
  readonly packetMicroseconds: number
  /** Share of a media core that may be used, so that a key frame storm or a neighbour's death finds room. */
  readonly coreShare: number
}

export const measured: Measured = { packetMicroseconds: 15.3, coreShare: 0.6 }

/** Streams as our browsers send them (web/features/room/client/picture-profiles.ts), in kbit/s, and packets a second. */
const streams = {
  main: { kbit: 1_500, packets: 160 },
  thumbnail: { kbit: 150, packets: 20 },
  voice: { kbit: 40, packets: 50 },
  /** A shared screen or an image workstation beside the main picture. */
  screen: { kbit: 800, packets: 85 },
} as const

/** A room of so many sites: what the media server takes in and hands out. */
export interface RoomLoad {
  readonly packetsOut: number
  readonly mbitIn: number
  readonly mbitOut: number
  /** Of the weakest link: what one site receives and sends. */
  readonly siteMbitDown: number
  readonly siteMbitUp: number
}

/** People are heard only while they speak; two at once is what a consult has. */
const voicesAtOnce = 2
/** Pictures besides the main one that a site shows; the others are not sent to it. */
const mostThumbnails = 8

/** Each site shows one main picture, the screen that is shared, and the others small. */
export function roomLoad(sites: number): RoomLoad {
  const thumbnails = Math.min(sites - 2, mostThumbnails)
  const small = Math.max(0, thumbnails)
  const voices = Math.min(sites - 1, voicesAtOnce)
  const down = streams.main.kbit + small * streams.thumbnail.kbit + voices * streams.voice.kbit + streams.screen.kbit
  const packets = streams.main.packets + small * streams.thumbnail.packets + voices * streams.voice.packets + streams.screen.packets
  // Three sizes of the picture, so that everybody gets the one that fits.
  const up = streams.main.kbit + 500 + streams.thumbnail.kbit + streams.voice.kbit
  return {
    packetsOut: packets * sites,
    mbitIn: (up * sites + streams.screen.kbit) / 1_000,
    mbitOut: (down * sites) / 1_000,
    siteMbitDown: down / 1_000,
    siteMbitUp: up / 1_000,
  }
}

/** Media cores for so many packets a second. */
export const coresFor = (packetsOut: number, { packetMicroseconds, coreShare }: Measured = measured): number => (packetsOut * packetMicroseconds) / 1e6 / coreShare

/** How consults come on a busy day. */
export interface Demand {
  readonly hospitals: number
  readonly consultsPerHospitalDay: number
  /** Hours in which most of the day's consults fall. */
  readonly busyHours: number
  readonly meanMinutes: number
  /** Share of rooms by number of sites. */
  readonly sites: readonly { readonly count: number; readonly share: number }[]
}

/** Rooms at once that are exceeded in one busy minute of a hundred: the mean of the stream of calls and its spread (Poisson). */
export function roomsAtOnce({ hospitals, consultsPerHospitalDay, busyHours, meanMinutes }: Demand): { readonly mean: number; readonly p99: number } {
  const mean = (hospitals * consultsPerHospitalDay * meanMinutes) / (busyHours * 60)
  // Calls in progress are Poisson whatever their length (M/G/∞); below ten the normal approximation would be too low.
  let [term, sum, p99] = [Math.exp(-mean), Math.exp(-mean), 0]
  if (mean > 500) return { mean, p99: Math.ceil(mean + 2.326 * Math.sqrt(mean)) }
  while (sum < 0.99) {
    p99 += 1
    term *= mean / p99
    sum += term
  }
  return { mean, p99 }
}

/** Packets a second of a room as the demand mixes them. */
export const meanRoom = ({ sites }: Demand): number => sites.reduce((sum, { count, share }) => sum + share * roomLoad(count).packetsOut, 0)

export const demands = {
  district: { hospitals: 1, consultsPerHospitalDay: 6, busyHours: 6, meanMinutes: 40, sites: [{ count: 2, share: 0.7 }, { count: 4, share: 0.3 }] },
  province: { hospitals: 38, consultsPerHospitalDay: 4, busyHours: 6, meanMinutes: 40, sites: [{ count: 2, share: 0.6 }, { count: 4, share: 0.35 }, { count: 10, share: 0.05 }] },
  country: { hospitals: 1_400, consultsPerHospitalDay: 1.3, busyHours: 6, meanMinutes: 40, sites: [{ count: 2, share: 0.55 }, { count: 4, share: 0.35 }, { count: 10, share: 0.08 }, { count: 23, share: 0.02 }] },
} as const satisfies Readonly<Record<string, Demand>>
