import { classNames } from './class-names.ts'

/** Two houses joined: where they overlap stands the cross. */
export function LogoMark({ className }: { readonly className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 40 28" className={classNames('h-7 w-10 shrink-0', className)}>
      <circle cx="14" cy="14" r="12.75" fill="none" stroke="currentColor" strokeWidth="2.5" />
      <circle cx="26" cy="14" r="12.75" fill="none" stroke="currentColor" strokeWidth="2.5" />
      <path d="M18.5 8h3v4.5H25v3h-3.5V20h-3v-4.5H15v-3h3.5z" fill="currentColor" />
    </svg>
  )
}

/** The product's name beside its mark. */
export function Logo({ name, className }: { readonly name: string; readonly className?: string }) {
  return (
    <span className={classNames('inline-flex items-center gap-2.5 text-jade-ink', className)}>
      <LogoMark />
      <span className="text-lead font-bold tracking-tight whitespace-nowrap">{name}</span>
    </span>
  )
}
