import { open, rm } from 'node:fs/promises'
import type { RecordingFiles } from '#core/recording/ports.ts'
import { unopenedCode, type UnopenedCode } from '#core/record/sealed-file.ts'
import { brandId } from '#core/shared/ids.ts'
import type { KeyRing } from '#adapters/sealing/key-ring.ts'
import { readVideo } from './sealed-video.ts'
import { isMissing, readSidecar, sidecarFile, videoFile } from './sidecar.ts'

/** What opens sealed files, and who hears of each that did not open. */
export interface VideoKeys {
  readonly ring: KeyRing
  readonly onUnopened: (code: UnopenedCode) => void
}

/** The recordings folder, as those see it who show and erase what is in it; without keys, files that are sealed do not open. */
export function makeRecordingFiles(directory: string, keys: VideoKeys | null = null): RecordingFiles {
  return {
    closed: async (segment) => {
      const found = await readSidecar(directory, segment)
      if (found === null) return null
      const { firstFrameAt, bytes, sha256, durationMs } = found
      return { firstFrameAt: new Date(firstFrameAt), file: { bytes, sha256: brandId(sha256), durationMs } }
    },
    piece: async (segment, { from, length }) => {
      const file = await open(videoFile(directory, segment), 'r').catch((cause: unknown) => {
        if (isMissing(cause)) return null
        throw cause
      })
      if (file === null) return null
      try {
        return await readVideo(file, { segment, ring: keys?.ring ?? null, wanted: { from, length } })
      } catch (cause) {
        const code = unopenedCode(cause)
        if (code !== null) keys?.onUnopened(code)
        throw cause
      } finally {
        await file.close()
      }
    },
    erase: async (segment) => {
      await rm(videoFile(directory, segment), { force: true })
      await rm(sidecarFile(directory, segment), { force: true })
    },
  }
}
