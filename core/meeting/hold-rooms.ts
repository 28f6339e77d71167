import type { WishRefusal } from '#core/asset/reserve-assets.ts'
import { mostAssets, type Reservation } from '#core/asset/asset.ts'
import type { Slot } from '#core/case/session-conflicts.ts'
import type { Repositories } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { PlainDate } from '#core/record/patient.ts'
import type { AssetId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Hours, Meeting } from './meeting.ts'
import { daysOf } from './meeting.ts'
import type { HospitalClock, MeetingPorts } from './ports.ts'
import { plusDays } from './recurrence.ts'

/** How far ahead a meeting's rooms are reserved, in days; what comes later is reserved with the next change of the meeting. */
export const reservedAhead = 366

/** When a day of a meeting takes place. */
export function slotOfDay({ momentOf }: Pick<HospitalClock, 'momentOf'>, { date, startTime, durationMinutes }: Hours & { readonly date: PlainDate }): Slot {
  const from = momentOf(date, startTime)
  return { from, until: new Date(from.getTime() + durationMinutes * 60_000) }
}

/** What stands in the way of lending a meeting these assets, or null; that some of its days are taken does not. */
export async function faultOfRooms({ assets }: Pick<Repositories, 'assets'>, wanted: readonly AssetId[]): Promise<Exclude<WishRefusal, 'asset.taken'> | null> {
  if (wanted.length === 0) return null
  if (wanted.length > mostAssets) return 'asset.too-many'
  const found = await assets.holdForUse(wanted)
  if (found.length < new Set(wanted).size) return 'asset.not-found'
  return found.some(({ inService }) => !inService) ? 'asset.out-of-service' : null
}

/** Reserves a meeting's rooms for each of its days of the coming year on which they are free, and gives back the days on which it is no longer held. */
export async function holdRooms(
  ports: Pick<MeetingPorts, 'newId' | 'today' | 'momentOf'>,
  { assets }: Pick<Repositories, 'assets'>,
  { actor, meeting, now }: { readonly actor: Actor; readonly meeting: Meeting; readonly now: Date },
): Promise<void> {
  await assets.release(await assets.ofMeetings([meeting.id], now), 'given-back', now)
  const wanted = meeting.assets.length === 0 ? [] : (await assets.holdForUse(meeting.assets)).filter(({ inService }) => inService)
  if (wanted.length === 0) return
  const today = ports.today(now)
  const ahead = daysOf(meeting, { from: today, until: plusDays(today, reservedAhead) }).filter((day) => slotOfDay(ports, day).from > now)
  const reservations = ahead.flatMap((day) => wanted.map((asset): Reservation => (
    { id: brandId(ports.newId()), asset: asset.id, organization: meeting.organization, about: { meeting: meeting.id, on: day.on }, slot: slotOfDay(ports, day) })))
  await assets.reserveFree(reservations, { practitioner: actor.practitioner, at: now })
}
