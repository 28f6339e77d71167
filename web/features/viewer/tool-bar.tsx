'use client'

import {
  Columns2, Contrast, FlipHorizontal2, FlipVertical2, Grid2x2, Keyboard, Link2, Maximize, MousePointer2, Move, MoveUpRight,
  Pause, Pipette, Play, RotateCcw, RotateCw, Ruler, ScrollText, Search, Square, SquareStack, Sun, Circle, Triangle, NotebookPen,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactElement, ReactNode } from 'react'
import { presetNames, type PresetName } from '#core/viewing/window-presets.ts'
import { classNames } from '#web/ui/class-names.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import type { ToolName } from './engine/viewer-engine.ts'

export type Layout = 'one' | 'two' | 'planes'

/** What the tool bar and the keys can do. */
export interface ViewerCommands {
  readonly setTool: (tool: ToolName) => void
  readonly setPreset: (preset: PresetName) => void
  readonly setLayout: (layout: Layout) => void
  readonly invert: () => void
  readonly flip: (axis: 'horizontal' | 'vertical') => void
  readonly rotate: (degrees: number) => void
  readonly reset: () => void
  readonly togglePlaying: () => void
  readonly toggleLinked: () => void
  readonly toggleFacts: () => void
  readonly toggleHelp: () => void
  readonly toggleFullscreen: () => void
  /** Null where there are no minutes to put a picture into. */
  readonly capture: (() => void) | null
}

interface ToolBarProps {
  readonly tool: ToolName
  readonly layout: Layout
  readonly isCt: boolean
  readonly isVolume: boolean
  readonly isFilm: boolean
  readonly playing: boolean
  readonly linked: boolean
  readonly mayCompare: boolean
  readonly busy: boolean
  readonly commands: ViewerCommands
}

const tools: readonly { readonly name: ToolName; readonly icon: ReactElement; readonly key: string }[] = [
  { name: 'window', icon: <Contrast />, key: 'W' },
  { name: 'scroll', icon: <SquareStack />, key: 'S' },
  { name: 'pan', icon: <Move />, key: 'P' },
  { name: 'zoom', icon: <Search />, key: 'Z' },
]
const marks: readonly { readonly name: ToolName; readonly icon: ReactElement; readonly key: string }[] = [
  { name: 'length', icon: <Ruler />, key: 'L' },
  { name: 'angle', icon: <Triangle />, key: 'A' },
  { name: 'ellipse', icon: <Circle />, key: 'E' },
  { name: 'rectangle', icon: <Square />, key: 'R' },
  { name: 'probe', icon: <Pipette />, key: 'B' },
  { name: 'arrow', icon: <MoveUpRight />, key: 'T' },
]

const Group = ({ children }: { readonly children: ReactNode }) => <div className="flex shrink-0 items-center gap-0.5 border-line px-1.5 not-last:border-r">{children}</div>

/** Every tool of the reading room in one row, its key beside its word. */
export function ToolBar({ tool, layout, isCt, isVolume, isFilm, playing, linked, mayCompare, busy, commands }: ToolBarProps) {
  const t = useTranslations('viewer')
  const button = ({ name, icon, key }: (typeof tools)[number]) => (
    <IconButton key={name} size="sm" label={`${t(`tool.${name}`)} (${key})`} icon={icon} pressed={tool === name} onClick={() => commands.setTool(name)} />
  )
  return (
    <div role="toolbar" aria-label={t('tools')} className={classNames('flex w-full items-center overflow-x-auto bg-surface/95 py-1')}>
      <Group>
        {tools.map(button)}
        <Menu
          align="start"
          label={t('presets')}
          trigger={<IconButton size="sm" label={t('presets')} icon={<Sun />} disabled={!isCt} />}
          items={presetNames.map((name, at) => ({ label: t(`preset.${name}`), hint: t('key', { key: at + 1 }), onSelect: () => commands.setPreset(name) }))}
        />
      </Group>
      <Group>{marks.map(button)}</Group>
      <Group>
        <IconButton size="sm" label={`${t('invert')} (I)`} icon={<MousePointer2 />} onClick={commands.invert} />
        <IconButton size="sm" label={`${t('flipHorizontal')} (H)`} icon={<FlipHorizontal2 />} onClick={() => commands.flip('horizontal')} />
        <IconButton size="sm" label={`${t('flipVertical')} (G)`} icon={<FlipVertical2 />} onClick={() => commands.flip('vertical')} />
        <IconButton size="sm" label={`${t('rotate')} (.)`} icon={<RotateCw />} onClick={() => commands.rotate(90)} />
        <IconButton size="sm" label={`${t('reset')} (0)`} icon={<RotateCcw />} onClick={commands.reset} />
      </Group>
      <Group>
        {isFilm && <IconButton size="sm" label={`${t(playing ? 'pause' : 'play')} (${t('space')})`} icon={playing ? <Pause /> : <Play />} pressed={playing} onClick={commands.togglePlaying} />}
        <IconButton size="sm" label={`${t('compare')} (C)`} icon={<Columns2 />} pressed={layout === 'two'} disabled={!mayCompare} onClick={() => commands.setLayout(layout === 'two' ? 'one' : 'two')} />
        {layout === 'two' && <IconButton size="sm" label={t('linked')} icon={<Link2 />} pressed={linked} onClick={commands.toggleLinked} />}
        <IconButton size="sm" label={`${t('planes')} (V)`} icon={<Grid2x2 />} pressed={layout === 'planes'} disabled={!isVolume} onClick={() => commands.setLayout(layout === 'planes' ? 'one' : 'planes')} />
      </Group>
      <Group>
        {commands.capture !== null && <IconButton size="sm" label={`${t('capture')} (X)`} icon={<NotebookPen />} pending={busy} disabled={layout === 'planes'} onClick={commands.capture} />}
        <IconButton size="sm" label={`${t('facts')} (F2)`} icon={<ScrollText />} onClick={commands.toggleFacts} />
        <IconButton size="sm" label={`${t('help')} (?)`} icon={<Keyboard />} onClick={commands.toggleHelp} />
        <IconButton size="sm" label={t('fullscreen')} icon={<Maximize />} onClick={commands.toggleFullscreen} />
      </Group>
    </div>
  )
}

