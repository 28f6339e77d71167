import { cva, type VariantProps } from 'class-variance-authority'

/** One look for everything that is pressed, whether it acts or leads somewhere. */
export const buttonStyle = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-control border border-transparent font-semibold whitespace-nowrap transition-colors duration-100 disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-jade text-on-jade hover:bg-jade-hover',
        secondary: 'border-line-control bg-surface text-ink hover:border-jade-ink hover:bg-jade-wash hover:text-jade-ink',
        quiet: 'text-ink hover:bg-sunken',
        danger: 'border-danger bg-surface text-danger hover:bg-danger-wash',
        emergency: 'bg-emergency text-on-emergency hover:bg-emergency-hover',
      },
      size: {
        sm: 'h-8 px-3 text-dense [&_svg]:size-4',
        md: 'h-10 px-4 text-body [&_svg]:size-[1.125rem]',
        lg: 'h-12 px-6 text-lead [&_svg]:size-5',
        or: 'min-h-[4.5rem] gap-4 px-8 text-or [&_svg]:size-9',
      },
      shape: { wide: '', square: 'aspect-square px-0' },
    },
    defaultVariants: { variant: 'secondary', size: 'md', shape: 'wide' },
  },
)

export type ButtonStyle = Pick<VariantProps<typeof buttonStyle>, 'variant' | 'size'>
