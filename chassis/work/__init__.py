"""Long work: asked for by a request, done by the worker; real numbers meanwhile, a way to stop it, a result."""
