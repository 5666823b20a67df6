// Preloaded into every process that startChild begins (`node --import`): when the one that began it is gone, even by
// kill -9, the pipe between them closes and this process ends too. Nothing is left holding a port.
// What such a process forks inherits the preload, but has a pipe of its own parent's: that is not ours to touch.
if (process.channel && process.env.TETHERED_TO === String(process.ppid)) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), 5_000).unref()
  })
  process.channel.unref()
}
