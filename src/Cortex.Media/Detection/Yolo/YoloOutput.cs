namespace Cortex.Media.Detection;

/// <summary>Reads boxes out of a model's numbers. Keeps its memory for the next picture.</summary>
/// <param name="limits">How sure the model must be, for each class.</param>
/// <param name="overlap">Boxes of one class that overlap more are one thing.</param>
internal sealed class YoloOutput(float[] limits, float overlap)
{
    private readonly List<Candidate> _candidates = [];
    private float[] _best = [];
    private int[] _classes = [];

    /// <summary>The boxes, the surest first; valid until the next call.</summary>
    public IReadOnlyList<Candidate> Read(in YoloShape shape, ReadOnlySpan<float> numbers)
    {
        _candidates.Clear();
        if (shape.Form is YoloForm.Raw)
        {
            ReadRaw(shape, numbers);
        }
        else
        {
            ReadEndToEnd(shape.Boxes, numbers);
        }

        Suppression.Apply(_candidates, overlap);
        return _candidates;
    }

    private void ReadRaw(in YoloShape shape, ReadOnlySpan<float> numbers)
    {
        var count = shape.Boxes;
        if (_best.Length < count)
        {
            (_best, _classes) = (new float[count], new int[count]);
        }

        FindBest(shape, numbers, _best.AsSpan(0, count), _classes.AsSpan(0, count));
        for (var i = 0; i < count; i++)
        {
            if (_best[i] >= limits[_classes[i]])
            {
                var (x, y, halfWidth, halfHeight) = (numbers[i], numbers[count + i], numbers[(2 * count) + i] / 2, numbers[(3 * count) + i] / 2);
                Add(new(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, _best[i], _classes[i]));
            }
        }
    }

    // Class by class, as the numbers lie in memory.
    private static void FindBest(in YoloShape shape, ReadOnlySpan<float> numbers, Span<float> best, Span<int> classes)
    {
        best.Clear();
        classes.Clear();
        for (var c = 0; c < shape.Classes; c++)
        {
            var scores = numbers.Slice((4 + c) * best.Length, best.Length);
            for (var i = 0; i < scores.Length; i++)
            {
                if (scores[i] > best[i])
                {
                    (best[i], classes[i]) = (scores[i], c);
                }
            }
        }
    }

    private void ReadEndToEnd(int count, ReadOnlySpan<float> numbers)
    {
        for (var i = 0; i < count; i++)
        {
            var box = numbers.Slice(i * 6, 6);

            // A class without a name cannot be said, and a row that is not filled has none.
            if (box[5] >= 0 && box[5] < limits.Length && box[4] >= limits[(int)box[5]])
            {
                Add(new(box[0], box[1], box[2], box[3], box[4], (int)box[5]));
            }
        }
    }

    private void Add(in Candidate candidate)
    {
        if (candidate.IsSound)
        {
            _candidates.Add(candidate);
        }
    }
}
