import type { MarkTool } from '#contract/telestration.ts'

/** What a hand does over a picture: it points, or it leaves a mark. */
export const drawingTools = ['pointer', 'pen', 'arrow', 'circle', 'text'] as const satisfies readonly (MarkTool | 'pointer')[]
export type DrawingTool = (typeof drawingTools)[number]
