'use client'

import { makeLater } from '#web/ui/later.tsx'

/** The choice with its list, brought when it is shown: most rooms have their secretary. */
export const SecretaryChoice = makeLater(() => import('./secretary-choice.tsx').then((choice) => choice.SecretaryChoice))
