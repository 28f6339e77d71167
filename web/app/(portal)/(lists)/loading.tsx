import { Skeleton, SkeletonRows } from '#web/ui/skeleton.tsx'

export default function LoadingPage() {
  return (
    <>
      <Skeleton className="mb-2 h-5 w-32" />
      <Skeleton className="mb-6 h-9 w-80 max-w-full" />
      <div className="rounded-card border border-line bg-surface"><SkeletonRows rows={8} /></div>
    </>
  )
}
