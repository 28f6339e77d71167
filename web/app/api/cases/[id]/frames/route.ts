import { takeFrame } from '#web/server/take-frame.ts'

/** Keeps a freeze-frame or an image view for the minutes; the body is the picture itself. */
export const POST = takeFrame
