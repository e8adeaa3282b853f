"""流动、失联、出国、停止党籍和恢复、退党、去世: members who are not where they were."""
