'use client'

import { useCallback, useState } from 'react'
import type { InsideRoom } from './client/room-state.ts'
import type { DrawingTool } from './drawing-tools.ts'

interface DrawingState {
  readonly tool: DrawingTool | null
  readonly setTool: (tool: DrawingTool) => void
  /** Takes a tool in hand or lays it down; null for someone who may not draw. */
  readonly toggle: (() => void) | null
}

/** Whether this person draws now, and with what; whoever loses the chair's leave draws no longer. */
export function useDrawing(room: InsideRoom): DrawingState {
  const [tool, setTool] = useState<DrawingTool>('pen')
  const [on, setOn] = useState(false)
  const may = room.me.isHost || room.settings.drawers.includes(room.you)
  const toggle = useCallback(() => setOn((before) => !before), [])
  return { tool: may && on ? tool : null, setTool, toggle: may ? toggle : null }
}
