// Tests on a fake clock wait until nothing is left to run: one at a time they do not wait for one another.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
