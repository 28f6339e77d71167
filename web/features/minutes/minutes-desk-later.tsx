'use client'

import { makeLater } from '#web/ui/later.tsx'

/** The desk with its editor, brought when it is shown: in the room the call comes first, on its page the paper's head. */
export const MinutesDesk = makeLater(() => import('./minutes-desk.tsx').then((desk) => desk.MinutesDesk))
