import type { Frame, FrameRepository } from './frames.ts'
import type { Remark, RemarkRepository } from './remarks.ts'

/** Remarks in memory. */
export function makeMemoryRemarks(): RemarkRepository {
  let kept: readonly Remark[] = []
  return {
    add: async (remark) => {
      kept = [...kept, remark]
    },
    of: async (minutes) => kept.filter((one) => one.minutes === minutes),
    settle: async (id, settled) => {
      if (!kept.some((one) => one.id === id && one.settled === null)) throw new Error('no such open remark')
      kept = kept.map((one) => (one.id === id ? { ...one, settled } : one))
    },
  }
}

/** Kept pictures in memory. */
export function makeMemoryFrames(): FrameRepository {
  const kept: Frame[] = []
  return {
    add: async (frame) => {
      if (!kept.some((one) => one.case === frame.case && one.sha256 === frame.sha256)) kept.push(frame)
    },
    of: async (caseId) => kept.filter((one) => one.case === caseId),
    showing: async (sha256) => kept.filter((one) => one.sha256 === sha256),
  }
}
