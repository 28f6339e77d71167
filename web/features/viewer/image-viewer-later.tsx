'use client'

import { makeLater } from '#web/ui/later.tsx'

/** The viewer, brought when pictures are shown: in the room the call comes first. */
export const ImageViewer = makeLater(() => import('./image-viewer.tsx').then((viewer) => viewer.ImageViewer))
