'use client'

import { useTranslations } from 'next-intl'
import { presetNames } from '#core/viewing/window-presets.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { Kbd } from '#web/ui/kbd.tsx'

const tools = [['W', 'window'], ['S', 'scroll'], ['P', 'pan'], ['Z', 'zoom'], ['L', 'length'], ['A', 'angle'], ['E', 'ellipse'], ['R', 'rectangle'], ['B', 'probe'], ['T', 'arrow']] as const
const acts = [
  [['↑', '↓'], 'keys.step'], [['PgUp', 'PgDn'], 'keys.page'], [['Home', 'End'], 'keys.ends'], [['N', 'M'], 'keys.series'], [['I'], 'invert'],
  [['H'], 'flipHorizontal'], [['G'], 'flipVertical'], [[',', '.'], 'rotate'], [['0'], 'reset'], [['C'], 'compare'], [['V'], 'planes'], [['X'], 'capture'], [['F2'], 'facts'], [['Delete'], 'keys.remove'],
] as const

/** The keys, on one card. */
export function KeysDialog({ open, onOpenChange }: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const t = useTranslations('viewer')
  const row = (keys: readonly string[], word: string) => (
    <div key={word} className="flex items-baseline justify-between gap-4 border-b border-line py-1 text-dense"><dt>{word}</dt><dd><Kbd keys={[...keys]} /></dd></div>
  )
  return (
    <Dialog size="lg" open={open} onOpenChange={onOpenChange} title={t('help')}>
      <dl className="grid gap-x-8 sm:grid-cols-2">
        {tools.map(([key, name]) => row([key], t(`tool.${name}`)))}
        {acts.map(([keys, name]) => row(keys, t(name)))}
        {presetNames.map((name, at) => row([String(at + 1)], `${t('presets')}: ${t(`preset.${name}`)}`))}
      </dl>
    </Dialog>
  )
}
