'use client'

import { useTranslations } from 'next-intl'
import { useSyncExternalStore, type MouseEvent, type ReactNode } from 'react'
import { classNames } from '#web/ui/class-names.ts'
import { formatDuration } from '#web/ui/format-number.ts'
import type { Playback } from './playback.ts'
import type { EventView, LaneView, RecordingView, StretchView } from './present-recording.ts'
import { speakingStretches } from './speaking-stretches.ts'

interface TimelineProps {
  readonly recording: RecordingView
  readonly playback: Playback
}

const row = 22
const head = 20

/** Everything that the timeline marks by a stroke, by its looks. */
const strokes: Readonly<Partial<Record<EventView['kind'], string>>> = {
  joined: 'stroke-jade', back: 'stroke-jade', consented: 'stroke-jade', left: 'stroke-quiet', away: 'stroke-urgent', declined: 'stroke-quiet',
  main: 'stroke-ink', presenter: 'stroke-ink', drawn: 'stroke-priority', frozen: 'stroke-priority', wiped: 'stroke-priority',
  lost: 'stroke-emergency', resumed: 'stroke-jade',
}

/** The session as a picture: when each source was recorded or off, what is missing, who spoke, and what happened. A click goes there. */
export function RecordingTimeline({ recording, playback }: TimelineProps) {
  const t = useTranslations('recording')
  const { at } = useSyncExternalStore(playback.subscribe, playback.getSnapshot, playback.getSnapshot)
  const { length, lanes, events } = recording
  const share = (time: number): string => `${((Math.min(time, length) / length) * 100).toFixed(3)}%`
  const height = head + row * (lanes.length + 2)
  const marks = events.filter(({ kind }) => kind !== 'speaking' && kind !== 'silent')
  const go = (event: MouseEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    playback.seek(((event.clientX - box.left) / box.width) * length)
  }
  return (
    <figure className="grid grid-cols-[6.5rem_1fr] gap-x-2 text-small sm:grid-cols-[14rem_1fr]">
      <figcaption className="contents">
        <ul className="grid content-start" style={{ paddingTop: head }}>
          <LaneName>{t('player.events')}</LaneName>
          <LaneName>{t('player.speaking')}</LaneName>
          {lanes.map(({ key, label, person, called }) => (
            <LaneName key={key}>
              {t(`label.${label}`)} · <span className="sm:hidden">{called}</span><span className="max-sm:hidden">{person}</span>
            </LaneName>
          ))}
        </ul>
      </figcaption>
      <svg
        role="slider"
        tabIndex={0}
        aria-label={t('player.timeline')}
        aria-valuemin={0}
        aria-valuemax={Math.round(length / 1_000)}
        aria-valuenow={Math.round(at / 1_000)}
        aria-valuetext={formatDuration(at)}
        width="100%"
        height={height}
        className="cursor-pointer overflow-visible"
        onClick={go}
      >
        {[0, 0.25, 0.5, 0.75].map((part) => (
          <g key={part}>
            <line x1={`${part * 100}%`} x2={`${part * 100}%`} y1={head} y2={height} className="stroke-line" />
            <text x={`${part * 100}%`} y={13} className="fill-quiet tabular">{formatDuration(length * part)}</text>
          </g>
        ))}
        {marks.map((event, index) => (
          <line key={index} x1={share(event.at)} x2={share(event.at)} y1={head + 3} y2={head + row - 3} strokeWidth={3} className={strokes[event.kind]}>
            <title>{`${formatDuration(event.at)} ${t(`event.${event.kind}`, { person: event.person ?? '', label: event.label === null ? '' : t(`label.${event.label}`) })}`}</title>
          </line>
        ))}
        {speakingStretches(events, length).map((stretch, index) => (
          <Bar key={index} stretch={stretch} share={share} y={head + row} className="fill-priority"><title>{stretch.person}</title></Bar>
        ))}
        {lanes.map((lane, index) => <LaneBars key={lane.key} lane={lane} share={share} y={head + row * (index + 2)} words={{ lost: t('player.gap'), off: t('player.off') }} />)}
        <line x1={share(at)} x2={share(at)} y1={0} y2={height} strokeWidth={2} className="stroke-rec" />
      </svg>
      <Legend lanes={lanes} />
    </figure>
  )
}

/** What the lanes' looks mean, as far as they occur. */
function Legend({ lanes }: { readonly lanes: readonly LaneView[] }) {
  const t = useTranslations('recording.player')
  const looks = [
    ['recorded', 'bg-jade', lanes.length > 0],
    ['gap', 'bg-emergency', lanes.some(({ gaps }) => gaps.length > 0)],
    ['off', 'border border-quiet', lanes.some(({ muted }) => muted.length > 0)],
  ] as const
  return (
    <ul className="col-span-full flex flex-wrap gap-x-5 gap-y-1 pt-1 text-quiet">
      {looks.filter(([, , occurs]) => occurs).map(([what, look]) => (
        <li key={what} className="flex items-center gap-2"><span aria-hidden className={classNames('h-2.5 w-6 rounded-tag', look)} />{t(what)}</li>
      ))}
    </ul>
  )
}

const LaneName = ({ children }: { readonly children: ReactNode }) => <li className="truncate text-quiet" style={{ height: row, lineHeight: `${row}px` }}>{children}</li>

interface BarProps {
  readonly stretch: StretchView
  readonly share: (time: number) => string
  readonly y: number
  readonly className: string
  readonly children?: ReactNode
}

const Bar = ({ stretch: { from, until }, share, y, className, children }: BarProps) => (
  <rect x={share(from)} style={{ width: `max(2px, ${share(Math.max(0, until - from))})` }} y={y + 4} height={row - 8} rx={3} className={className}>{children}</rect>
)

interface LaneBarsProps extends Pick<BarProps, 'share' | 'y'> {
  readonly lane: LaneView
  readonly words: Readonly<Record<'lost' | 'off', string>>
}

function LaneBars({ lane, share, y, words }: LaneBarsProps) {
  return (
    <g>
      {lane.segments.map((segment) => <Bar key={segment.id} stretch={segment} share={share} y={y} className={segment.playable ? 'fill-jade' : 'fill-line-strong'} />)}
      {lane.gaps.map((gap) => (
        <Bar key={gap.from} stretch={gap} share={share} y={y} className="fill-emergency"><title>{words.lost}</title></Bar>
      ))}
      {lane.muted.map((stretch) => (
        <Bar key={stretch.from} stretch={stretch} share={share} y={y} className="fill-stage stroke-quiet"><title>{words.off}</title></Bar>
      ))}
    </g>
  )
}
