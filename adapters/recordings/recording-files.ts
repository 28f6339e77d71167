import { open, rm } from 'node:fs/promises'
import type { RecordingFiles } from '#core/recording/ports.ts'
import { brandId } from '#core/shared/ids.ts'
import { isMissing, readSidecar, sidecarFile, videoFile } from './sidecar.ts'

/** The recordings folder, as those see it who show and erase what is in it. */
export function makeRecordingFiles(directory: string): RecordingFiles {
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
        const { size } = await file.stat()
        const wanted = Math.max(0, Math.min(length, size - from))
        const bytes = new Uint8Array(wanted)
        const { bytesRead } = await file.read(bytes, 0, wanted, from)
        return { bytes: bytes.subarray(0, bytesRead), size }
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
