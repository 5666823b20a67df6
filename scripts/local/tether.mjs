// Preloaded into every process that `npm start` begins (`node --import`): when the one that began it is gone, even by
// kill -9, the pipe between them closes and this process ends too. Nothing is left holding a port.
if (process.channel) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), 5_000).unref()
  })
  process.channel.unref()
}
