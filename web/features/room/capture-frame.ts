import type { Participant } from '#contract/room.ts'
import type { LiveBoard } from './client/boards.ts'
import { drawMarks, inkAt } from './draw-marks.ts'

interface FrameParts {
  readonly video: HTMLVideoElement
  /** The frozen frame that stands in the video's place, if one does. */
  readonly still: HTMLImageElement | null
  /** Null leaves the marks out. */
  readonly marks: { readonly board: LiveBoard; readonly people: readonly Participant[] } | null
}

/** What the picture shows now, at its own size and as the others see it, as a JPEG; null before its first frame. */
export async function frameOf({ video, still, marks }: FrameParts): Promise<Blob | null> {
  const width = still?.naturalWidth ?? video.videoWidth
  const height = still?.naturalHeight ?? video.videoHeight
  if (width === 0 || height === 0) return null
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (context === null) return null
  context.drawImage(still ?? video, 0, 0, width, height)
  if (marks !== null) {
    drawMarks({ context, box: { left: 0, top: 0, width, height }, mirrored: false, ink: inkAt(video), people: marks.people }, marks.board.marks)
  }
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92))
}

interface FrameRecord {
  readonly caseId: string
  readonly title: string
  readonly source: string
}

/** Keeps a frame with the case, written once; its SHA-256, or the refusal's code. */
export async function keepFrame(frame: Blob, { caseId, title, source }: FrameRecord): Promise<{ readonly ok: true; readonly sha256: string } | { readonly ok: false; readonly code: string }> {
  const query = new URLSearchParams({ kind: 'freeze-frame', title, source })
  const answer = await fetch(`/api/cases/${caseId}/frames?${query.toString()}`, { method: 'POST', body: frame, headers: { 'Content-Type': 'image/jpeg' } })
  const body: unknown = await answer.json().catch(() => null)
  const told = typeof body === 'object' && body !== null ? body : {}
  const kept = 'value' in told && typeof told.value === 'object' && told.value !== null ? told.value : told
  if (answer.ok && 'sha256' in kept && typeof kept.sha256 === 'string') return { ok: true, sha256: kept.sha256 }
  return { ok: false, code: 'code' in told && typeof told.code === 'string' ? told.code : 'portal.failed' }
}

/** Where a kept frame is read. */
export const frameAddress = (sha256: string): string => `/api/frames/${sha256}`
