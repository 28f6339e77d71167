import type { mediaPlaneEvents } from '#contract/media-plane.ts'
import type { z } from 'zod'

type MediaPlaneEvents = typeof mediaPlaneEvents

/** Tells signaling what has happened; the control server decides who listens. */
export type Announce = <K extends keyof MediaPlaneEvents>(event: K, payload: z.output<MediaPlaneEvents[K]>) => void
