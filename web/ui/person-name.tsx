import { classNames } from './class-names.ts'

interface PersonNameProps {
  /** Family name first, as written in the record. */
  readonly name: string
  /** Professional title before the name, such as "BS.CKII" or "ĐD". */
  readonly title?: string | undefined
  readonly className?: string
}

/** A person, family name first; wraps between syllables only and is never cut inside one. */
export function PersonName({ name, title, className }: PersonNameProps) {
  return (
    <span className={classNames('hyphens-none break-normal', className)}>
      {title !== undefined && <span className="font-normal text-quiet">{title}{'\u00a0'}</span>}
      {name}
    </span>
  )
}
