import { mayReadMinutes, mayViewCase } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import { brandId, type CaseId, type FrameId, type Sha256 } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { Frame } from './frames.ts'
import type { MinutesPorts } from './ports.ts'

/** Bytes of one kept picture at most; a freeze-frame of a 4K source as JPEG is a tenth of it. */
export const largestFrame = 8 * 1024 * 1024

export interface FrameToKeep extends Pick<Frame, 'kind' | 'title' | 'source' | 'case'> {
  readonly bytes: Uint8Array
  readonly mediaType: 'image/png' | 'image/jpeg'
}

export type KeepFrameRefusal = 'case.not-found' | 'case.not-allowed' | 'frame.not-a-picture' | 'frame.too-large'

/** Keeps a freeze-frame or an image view with the case, under its hash, for the minutes to show. */
export const makeKeepFrame =
  (ports: MinutesPorts) =>
  (actor: Actor, input: FrameToKeep): Promise<Result<Frame, KeepFrameRefusal>> =>
    ports.atomically(actor, async ({ cases, files, frames }) => {
      const one = await cases.find(input.case)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      if (!mayReadMinutes(actor, one)) return err('case.not-allowed')
      if (input.bytes.length > largestFrame) return err('frame.too-large')
      if (!isPicture(input)) return err('frame.not-a-picture')
      const sha256 = await files.put({ bytes: input.bytes, mediaType: input.mediaType })
      const { kind, source } = input
      const frame: Frame = {
        id: brandId<FrameId>(ports.newId()), case: one.id, kind, source, title: input.title.trim().normalize('NFC'), sha256,
        takenAt: ports.clock(), takenBy: actor.practitioner,
      }
      await frames.add(frame)
      return ok(frame)
    })

/** The pictures kept with a case, in the order taken. */
export const makeListFrames =
  (ports: Pick<MinutesPorts, 'atomically'>) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<readonly Frame[], 'case.not-found' | 'case.not-allowed'>> =>
    ports.atomically(actor, async ({ cases, frames }) => {
      const one = await cases.find(input.case)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      return mayReadMinutes(actor, one) ? ok(await frames.of(one.id)) : err('case.not-allowed')
    })

/** Opens one kept picture for those who may read the minutes of a case that shows it. */
export const makeOpenFrame =
  (ports: Pick<MinutesPorts, 'atomically'>) =>
  (actor: Actor, input: { readonly sha256: Sha256 }): Promise<Result<{ readonly bytes: Uint8Array; readonly mediaType: string }, 'frame.not-found'>> =>
    ports.atomically(actor, async ({ cases, files, frames }) => {
      const shown = await frames.showing(input.sha256)
      const open = await Promise.all(shown.map(async (frame) => {
        const one = await cases.find(frame.case)
        return one !== null && mayViewCase(actor, one) && mayReadMinutes(actor, one)
      }))
      const file = open.includes(true) ? await files.get(input.sha256) : null
      return file === null ? err('frame.not-found') : ok(file)
    })

/** What the bytes say they are, whatever the sender called them. */
function isPicture({ bytes, mediaType }: FrameToKeep): boolean {
  const starts = { 'image/png': [0x89, 0x50, 0x4e, 0x47], 'image/jpeg': [0xff, 0xd8, 0xff] } as const
  return starts[mediaType].every((byte, index) => bytes[index] === byte)
}
